import type { Code } from '../codes';
import { placeInFile } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import type { Place } from '../yaml/Located';
import type { Lookup } from './interpolate';
import type { ProjectCache } from './ProjectCache';

/** What one load shares: the way to files, the count against hostile includes, and the problems found so far. */
export interface LoadContext {
  readFile: (path: string) => string | undefined;
  /** For interpolation of the files of this (possibly included) project. */
  lookup: Lookup;
  budget: { files: number };
  cache: ProjectCache;
  problems: PlacedProblem[];
}

export function report(
  context: Pick<LoadContext, 'problems'>,
  code: Code,
  { origin, range }: Place,
  message: string,
  severity: Problem['severity'] = 'error',
): void {
  context.problems.push({ code, severity, message, place: { origin, range } });
}

export function reportFile(context: Pick<LoadContext, 'problems'>, code: Code, file: string, message: string): void {
  context.problems.push({ code, severity: 'error', message, place: placeInFile(file, [0, 0]) });
}

/** At most this many files, in all, of one project: includes and extends of a hostile file could go on for ever. */
export const MAX_FILES = 100;

export function takeFile(context: LoadContext, path: string, usedBy: Place | undefined): string | undefined {
  const fail = (code: Code, message: string): void => {
    if (usedBy) report(context, code, usedBy, message);
    else reportFile(context, code, path, message);
  };
  if (context.budget.files-- <= 0) {
    fail('too-many-files', `More than ${MAX_FILES} files make up this project; ${path} is not read.`);
    return undefined;
  }
  const text = context.readFile(path);
  if (text === undefined) fail('file-not-found', `File ${path} does not exist or cannot be read.`);
  return text;
}
