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

/** Texts, so that nothing within them is taken for a number, and numbers without fraction and exponent. */
const TOKEN = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d+(?![\d.eE])/g;

/** Reads JSON whose numbers may have 64 bits: those that no double holds become whole numbers. */
export function parseExactJson(text: string): unknown {
  const exact = (token: string): string =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : JSON.stringify(wholeNumber(BigInt(token)));
  return JSON.parse(/\d{16}/.test(text) ? text.replace(TOKEN, exact) : text);
}

const MAX_NATURAL = 2n ** 64n - 1n;

/** Of 64 bits, without a sign. */
export function isNatural(value: unknown): value is number | WholeNumber {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  const digits = (value as Partial<WholeNumber> | null | undefined)?.[KEY];
  return typeof digits === 'string' && /^\d{1,20}$/.test(digits) && BigInt(digits) <= MAX_NATURAL;
}
