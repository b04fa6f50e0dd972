import type { ValueType } from '../vocabulary/ValueType';

export function joinWords(words: readonly string[], conjunction = 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

function bounds(type: { min?: number; max?: number }): string {
  if (type.min !== undefined && type.min === type.max) return ` ${type.min}`;
  if (type.min !== undefined && type.max !== undefined) return ` from ${type.min} to ${type.max}`;
  if (type.min !== undefined) return `, at least ${type.min}`;
  return type.max === undefined ? '' : `, at most ${type.max}`;
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
