import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../spec/compose/units';

const UNITS: Record<string, number> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `64m`, `1.5g`, `1048576`; -1 where a flag allows it. */
export function byteSize(text: string): number {
  if (text === '-1') return -1;
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) throw new InvalidArgumentError(`invalid size: '${text}'`);
  return Math.round(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1));
}

export function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a whole number`);
  return Number(text);
}

export function decimal(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a number`);
  return Number(text);
}

/** `1m30s`, `500ms`. */
export function nanoseconds(text: string): number {
  const value = parseDuration(text);
  if (value === undefined) throw new InvalidArgumentError(`'${text}' is not a duration like 1m30s`);
  return value;
}

/** For options that may be given many times. */
export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

export function keyValues(entries: string[] | undefined): Record<string, string> | undefined {
  if (entries === undefined) return undefined;
  return Object.fromEntries(
    entries.map((entry) => {
      const equals = entry.indexOf('=');
      return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}
