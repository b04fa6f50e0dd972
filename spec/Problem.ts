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
  /** Path of keys from the document's root, as in `['services', 'web', 'mem_limit']`. */
  path?: (string | number)[];
}
