import { dirname } from 'node:path';
import { parseYaml } from '../yaml/parseYaml';
import type { Located, LocatedMap } from '../yaml/Located';
import { canonicalizeProject } from './canonicalize';
import { checkProjectTree } from './check/checkProjectTree';
import { interpolateTree } from './interpolateTree';
import type { LoadContext } from './LoadContext';
import { report, takeFile } from './LoadContext';

/** One file: read, parsed, interpolated, checked against the vocabulary, in canonical form. Not yet merged with anything. */
export function loadFile(
  context: LoadContext,
  path: string,
  baseDir: string | undefined,
  usedBy?: Located,
): LocatedMap | undefined {
  const text = takeFile(context, path, usedBy);
  if (text === undefined) return undefined;
  const { root, problems } = parseYaml(text, { file: path, baseDir: baseDir ?? dirname(path) });
  context.problems.push(...problems);
  if (!root) return undefined;
  if (root.kind !== 'map') {
    report(context, 'project-not-mapping', root, 'A Compose file is a mapping with keys such as services.');
    return undefined;
  }
  const interpolated = interpolateTree(root, text, context.lookup);
  context.problems.push(...interpolated.problems);
  if (interpolated.root.kind !== 'map') return undefined;
  context.problems.push(...checkProjectTree(interpolated.root));
  return canonicalizeProject(interpolated.root);
}
