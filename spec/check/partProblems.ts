import { dirname, relative } from 'node:path';
import type { LoadResult } from '../compose/ComposeProject';
import { partsOf } from '../compose/partsOf';
import type { Problem, Related } from '../Problem';
import { rangeInFile } from '../yaml/Located';
import type { Located } from '../yaml/Located';

type ReadFile = (path: string) => string | undefined;

const MAX_RELATED = 20;

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
