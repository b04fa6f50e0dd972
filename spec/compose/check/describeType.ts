import type { ValueType } from '../vocabulary/ValueType';

export function joinWords(words: readonly string[], conjunction = 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

/** Bounds of 64-bit numbers, which no double is exactly: the nearest one would be printed with digits that mean nothing. */
const POWERS: ReadonlyMap<number, string> = new Map([
  [-(2 ** 63), '-2^63'],
  [2 ** 63, '2^63 - 1'],
  [2 ** 64, '2^64 - 1'],
]);

function bounds({ min, max }: { min?: number; max?: number }): string {
  const shown = (bound: number): string => POWERS.get(bound) ?? String(bound);
  if (min !== undefined && min === max) return ` ${shown(min)}`;
  if (min !== undefined && max !== undefined) return ` from ${shown(min)} to ${shown(max)}`;
  if (min !== undefined) return `, at least ${shown(min)}`;
  return max === undefined ? '' : `, at most ${shown(max)}`;
}

/** What is expected, as it follows "expected". */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'string':
      return type.expected ?? 'a text';
    case 'enum':
      return joinWords(type.values);
    case 'boolean':
      return 'true or false';
    case 'integer':
      return type.min !== undefined && type.min === type.max ? String(type.min) : `a whole number${bounds(type)}`;
    case 'number':
      return `a number${bounds(type)}`;
    case 'bytes':
      return 'an amount of bytes as in 64m or 1g';
    case 'duration':
      return 'a duration as in 1m30s';
    case 'fileMode':
      return 'an octal file mode as in 0440';
    case 'null':
      return 'no value';
    case 'scalar':
      return 'a text, number, true or false';
    case 'any':
      return 'any value';
    case 'port':
      return 'a port as in "8080:80"';
    case 'volume':
      return 'a mount as in "./src:/src"';
    case 'reference':
      return `a name under ${type.to}`;
    case 'list':
      return 'a list';
    case 'dict':
    case 'object':
      return 'a mapping';
    case 'either':
      return joinWords([...new Set(type.of.filter(({ kind }) => kind !== 'null').map(describeType))]);
  }
}
