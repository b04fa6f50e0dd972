const KEY = '$wholeNumber';

/** A number that no double holds, as plain data: it goes through JSON unharmed, as often as need be. */
export interface WholeNumber {
  [KEY]: string;
}

export const wholeNumber = (value: bigint): WholeNumber => ({ [KEY]: value.toString() });

/** The quotes are those of a key and of its value: within a text JSON writes a backslash before each. */
const WRITTEN = /\{"\$wholeNumber":"(-?\d{1,20})"\}/g;

/** JSON for a reader that takes numbers of 64 bits. */
export function exactJson(document: unknown): string {
  return JSON.stringify(document).replace(WRITTEN, '$1');
}
