import type { Code } from './codes';
import { rangeInFile } from './yaml/Located';
import type { Place } from './yaml/Located';

/** Something wrong with a spec: a value, never an exception. `code` is stable and part of the contract. */
export interface Problem {
  code: string;
  severity: 'error' | 'warning' | 'information';
  /** What is wrong, on what, and what is expected or to be done. */
  message: string;
  /** Absolute path of the file, when the problem has one. */
  file?: string;
  /** Character offsets [start, end) in the file's text. */
  range?: [start: number, end: number];
  /** What should stand in the range instead, when that is plain. */
  replacement?: string;
  /** The name of what should be there as well. */
  missing?: string;
  /** Path of keys from the document's root, as in `['services', 'web', 'mem_limit']`. */
  path?: (string | number)[];
  /** Other places it is said for, or about. */
  related?: readonly Related[];
}

/** A place, and what it has to do with a problem elsewhere. */
export interface Related {
  /** Absolute path; the file of the problem when missing. */
  file?: string;
  /** Character offsets [start, end) in the file's text. */
  range: [start: number, end: number];
  message: string;
}

/** A problem as long as it is remembered: text before its place may still move it. */
export interface PlacedProblem extends Omit<Problem, 'code' | 'file' | 'range' | 'related'> {
  code: Code;
  place: Place;
}

/** Key by key: after every edit this is done for all that is remembered, and what is left of an object without a key takes ten times as long. */
export function settle({ code, severity, message, place, replacement, missing, path }: PlacedProblem): Problem {
  const settled: Problem = { code, severity, message, file: place.origin.file, range: rangeInFile(place) };
  if (replacement !== undefined) settled.replacement = replacement;
  if (missing !== undefined) settled.missing = missing;
  if (path !== undefined) settled.path = path;
  return settled;
}

/** For files that are not trees: `.env`, and files that cannot be read. */
export function placeInFile(file: string, range: [start: number, end: number]): Place {
  return { origin: { file, baseDir: '', start: 0 }, range };
}
