import type { Flag, Range } from './Dockerfile';
import type { LogicalText } from './parse/LogicalText';

/** One `key=value` of `--mount`. */
export interface MountField {
  /** In lower case. */
  key: string;
  /** As it is in the file. */
  writtenKey: string;
  value: string;
  hasValue: boolean;
  range: Range;
  keyRange: Range;
  valueRange: Range;
}

/** Parted at commas, as a line of CSV: a field may be in quotes. */
export function mountFields({ valueAt: [start, end] }: Flag, text: LogicalText): MountField[] {
  const written = text.text.slice(start, end);
  return [...written.matchAll(/"[^"]*"|[^,]+/g)].slice(0, 100).map(({ index, 0: whole }) => {
    const isQuoted = whole.startsWith('"') && whole.length > 1;
    const from = start + index + (isQuoted ? 1 : 0);
    const field = isQuoted ? whole.slice(1, -1) : whole;
    const equals = field.indexOf('=');
    const keyLength = equals < 0 ? field.length : equals;
    const valueAt = from + (equals < 0 ? field.length : equals + 1);
    return {
      key: field.slice(0, keyLength).toLowerCase(),
      writtenKey: field.slice(0, keyLength),
      value: equals < 0 ? '' : field.slice(equals + 1),
      hasValue: equals >= 0,
      range: text.rangeOf(from, from + field.length),
      keyRange: text.rangeOf(from, from + keyLength),
      valueRange: text.rangeOf(valueAt, from + field.length),
    };
  });
}
