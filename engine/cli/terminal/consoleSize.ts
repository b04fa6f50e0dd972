import type { Output } from '../Invocation';

/** `[rows, columns]`, as Docker's API takes the size that a terminal starts with. */
export function consoleSize({ isTTY, rows, columns }: Output): [number, number] | undefined {
  return isTTY === true && rows !== undefined && columns !== undefined ? [rows, columns] : undefined;
}
