import { dirname, relative } from 'node:path';
import type { LoadResult } from '../compose/ComposeProject';
import { includedNodes, namedFile } from '../compose/includedFiles';
import type { Problem, Related } from '../Problem';
import { rangeInFile, valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';

type ReadFile = (path: string) => string | undefined;

/** Files that name files that name files. */
const MAX_DEPTH = 10;
const MAX_RELATED = 20;

/** Where a file names others that are parts of its project: those it includes, and those its services extend from. */
function namingNodes(root: Located | undefined): Located[] {
  const services = valueAt(root, 'services');
  const extended = services?.kind === 'map' ? [...services.entries.values()] : [];
  return [...includedNodes(root), ...extended.flatMap(({ value }) => valueAt(value, 'extends', 'file') ?? [])];
}

/** What a file names, directly or by others. What variables name is left to the check of the files themselves. */
function partsOf(path: string, text: string, readFile: ReadFile, depth = 0, seen = new Set([path])): Map<Located, Set<string>> {
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

const isError = ({ severity, code }: Problem): boolean => severity === 'error' && !code.endsWith('-unsupported');

/** Errors of a project in files that are only parts of it: with them it cannot be run, and whoever checks the file that names them is to know. */
export function partProblems(path: string, text: string, { project, problems }: LoadResult, readFile: ReadFile): Problem[] {
  const whole = new Set(project.files);
  const errors = problems.filter((problem) => problem.file !== undefined && !whole.has(problem.file) && isError(problem));
  if (errors.length === 0) return [];
  return [...partsOf(path, text, readFile)].flatMap(([node, files]) => {
    const [first, ...others] = errors.filter(({ file = '' }) => files.has(file));
    return first ? [problemOf(path, node, [first, ...others], readFile)] : [];
  });
}

function problemOf(path: string, node: Located, errors: readonly [Problem, ...Problem[]], readFile: ReadFile): Problem {
  const [first] = errors;
  const file = first.file ?? '';
  const line = (readFile(file) ?? '').slice(0, first.range?.[0] ?? 0).split('\n').length;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const related = errors.slice(0, MAX_RELATED).map((problem): Related => {
    const { range = [0, 0], message } = problem;
    return { file: problem.file ?? '', range, message };
  });
  const message = `${relative(dirname(path), file)} has an error in this project: line ${line}: ${first.message}${others}`;
  return { code: 'file-invalid', severity: 'error', message, file: path, range: rangeInFile(node), related };
}
