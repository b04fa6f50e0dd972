import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { givenText } from '../givenText';
import { parseBoolean, parseBytes, parseDuration, parseInteger, parseNumber } from '../units';

/**
 * Typed views of a checked tree. What does not fit its type has been reported by then, so it reads as absent here.
 */
export interface Reader {
  node: (...path: string[]) => Located | undefined;
  text: (...path: string[]) => string | undefined;
  boolean: (...path: string[]) => boolean | undefined;
  integer: (...path: string[]) => number | undefined;
  number: (...path: string[]) => number | undefined;
  bytes: (...path: string[]) => number | undefined;
  /** Nanoseconds. */
  duration: (...path: string[]) => number | undefined;
  items: (...path: string[]) => Located[];
  texts: (...path: string[]) => string[];
  /** `undefined` values are those without one. */
  dict: (...path: string[]) => Record<string, string | undefined>;
}

export function readerOf(root: Located): Reader {
  const node = (...path: string[]): Located | undefined => valueAt(root, ...path);
  const text = (...path: string[]): string | undefined => textOf(node(...path));
  const via =
    <T>(parse: (value: string) => T | undefined) =>
    (...path: string[]): T | undefined => {
      const value = text(...path);
      return value === undefined ? undefined : parse(value);
    };
  const items = (...path: string[]): Located[] => {
    const found = node(...path);
    return found?.kind === 'seq' ? found.items : [];
  };
  const dict = (...path: string[]): Record<string, string | undefined> => {
    const found = node(...path);
    if (found?.kind !== 'map') return {};
    return Object.fromEntries([...found.entries.values()].map(({ key, value }) => [key, givenText(value)]));
  };
  const texts = (...path: string[]): string[] => items(...path).flatMap((item) => textOf(item) ?? []);
  return {
    node,
    text,
    boolean: via(parseBoolean),
    integer: via(parseInteger),
    number: via(parseNumber),
    bytes: via(parseBytes),
    duration: via(parseDuration),
    items,
    texts,
    dict,
  };
}

/** Without the keys that have no value, so that equal specs have equal hashes. */
export function compact<T extends object>(value: T): T {
  const kept: Partial<T> = {};
  for (const key in value) {
    const one = value[key];
    if (one !== undefined && !(Array.isArray(one) && one.length === 0)) kept[key] = one;
  }
  return kept as T;
}
