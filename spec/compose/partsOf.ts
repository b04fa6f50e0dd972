import { dirname } from 'node:path';
import { valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';
import { includedNodes, namedFile } from './includedFiles';

type ReadFile = (path: string) => string | undefined;

/** Files that name files that name files. */
const MAX_DEPTH = 10;

/** Where a file names others that are parts of its project: those it includes, and those its services extend from. */
function namingNodes(root: Located | undefined): Located[] {
  const services = valueAt(root, 'services');
  const extended = services?.kind === 'map' ? [...services.entries.values()] : [];
  return [...includedNodes(root), ...extended.flatMap(({ value }) => valueAt(value, 'extends', 'file') ?? [])];
}

/** What a file names, directly or by others. What variables name is left to the check of the files themselves. */
export function partsOf(
  path: string,
  text: string,
  readFile: ReadFile,
  depth = 0,
  seen = new Set([path]),
): Map<Located, Set<string>> {
  const { root } = new YamlFile(path, dirname(path)).parse(text);
  const parts = new Map<Located, Set<string>>();
  for (const node of namingNodes(root)) {
    const file = namedFile(path, node);
    if (file === undefined || seen.has(file)) continue;
    seen.add(file);
    const further =
      depth < MAX_DEPTH ? partsOf(file, readFile(file) ?? '', readFile, depth + 1, seen) : new Map<Located, Set<string>>();
    parts.set(node, new Set([file, ...[...further.values()].flatMap((one) => [...one])]));
  }
  return parts;
}
