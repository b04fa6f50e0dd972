import type { LocatedScalar } from '../../yaml/Located';
import { parsePort } from '../shortForms/parsePort';
import { parseVolume } from '../shortForms/parseVolume';
import {
  isWithin,
  parseBoolean,
  parseBytes,
  parseDuration,
  parseFileMode,
  parseInteger,
  parseNumber,
  parseWholeNumber,
} from '../units';
import type { ValueType } from '../vocabulary/ValueType';
import { closest } from './closest';
import { describeType } from './describeType';

/** What is wrong, to follow the name of the key, and what should stand there instead; `undefined` when the value fits. */
export type Complaint = { text: string; replacement?: string } | undefined;

/** A number as it is written: no double holds every one of 64 bits. */
function textOf({ value, source, isInterpolated }: LocatedScalar): string {
  return typeof value === 'number' && isInterpolated !== true ? source : String(value);
}

/** No value with a pattern is longer. */
const MAX_TEXT = 4096;

function shown(node: LocatedScalar): string {
  const text = textOf(node);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function unexpected(node: LocatedScalar, type: ValueType, meant?: string): Complaint {
  const text = `'${shown(node)}' is not valid: expected ${describeType(type)}`;
  return meant ? { text: `${text}; did you mean ${meant}?`, replacement: meant } : { text };
}

function checkText(node: LocatedScalar, type: Extract<ValueType, { kind: 'string' | 'reference' }>): Complaint {
  if (typeof node.value !== 'string' && !node.isInterpolated)
    return {
      text: `${node.source} is a ${typeof node.value === 'boolean' ? 'truth value' : 'number'} in YAML, but a text is expected: put it in quotes, "${node.source}"`,
      replacement: `"${node.source}"`,
    };
  const text = String(node.value);
  if (type.kind !== 'string' || !type.pattern || type.pattern.test(text.slice(0, MAX_TEXT))) return undefined;
  return unexpected(node, type, mended(text, type) ?? closest(text, type.suggestions ?? []));
}

function mended(text: string, { mended: mend, pattern }: Extract<ValueType, { kind: 'string' }>): string | undefined {
  const better = text.length > MAX_TEXT ? undefined : mend?.(text);
  return better !== undefined && pattern?.test(better) ? better : undefined;
}

function checkEnum(node: LocatedScalar, type: Extract<ValueType, { kind: 'enum' }>): Complaint {
  const text = String(node.value);
  if (type.values.includes(text)) return undefined;
  return unexpected(node, type, closest(text, type.values));
}

function isInside(value: number, { min = -Infinity, max = Infinity }: { min?: number; max?: number }): boolean {
  return value >= min && value <= max;
}

/** Only where 64 bits are meant is a number beyond those of a double one. */
function isInteger(text: string, type: Extract<ValueType, { kind: 'integer' }>): boolean {
  if (type.max === undefined || Number.isSafeInteger(type.max)) {
    const value = parseInteger(text);
    return value !== undefined && isInside(value, type);
  }
  const value = parseWholeNumber(text);
  return value !== undefined && isWithin(value, type);
}

function checkDuration(node: LocatedScalar, type: ValueType): Complaint {
  if (typeof node.value === 'number')
    return {
      text: `${node.source} has no unit: expected ${describeType(type)}, such as ${node.source}s`,
      replacement: `${node.source}s`,
    };
  const text = String(node.value);
  if (parseDuration(text) !== undefined) return undefined;
  const better = text.replace(/\s+/g, '').toLowerCase();
  return unexpected(node, type, parseDuration(better) === undefined ? undefined : better);
}

/** One scalar against one type that takes scalars. Nothing can be said of a value with a variable that is not set. */
export function checkScalar(node: LocatedScalar, type: ValueType): Complaint {
  if (node.hasUnsetVariable || type.kind === 'any') return undefined;
  if (node.value === null) return type.kind === 'null' ? undefined : { text: `has no value: expected ${describeType(type)}` };
  const text = String(node.value);
  switch (type.kind) {
    case 'string':
    case 'reference':
      return checkText(node, type);
    case 'enum':
      return checkEnum(node, type);
    case 'boolean':
      return parseBoolean(text) === undefined ? unexpected(node, type) : undefined;
    case 'integer':
      return isInteger(textOf(node), type) ? undefined : unexpected(node, type);
    case 'number': {
      const value = parseNumber(text);
      if (value !== undefined) return isInside(value, type) ? undefined : unexpected(node, type);
      return unexpected(node, type, /^\d+,\d+$/.test(text) ? text.replace(',', '.') : undefined);
    }
    case 'bytes':
      return parseBytes(text) === undefined ? unexpected(node, type) : undefined;
    case 'duration':
      return checkDuration(node, type);
    case 'fileMode':
      return parseFileMode(node.isInterpolated ? text : node.source) === undefined && parseInteger(text) === undefined
        ? unexpected(node, type)
        : undefined;
    case 'port':
    case 'volume': {
      const result: unknown = type.kind === 'port' ? parsePort(node) : parseVolume(node);
      return typeof result === 'string' ? { text: `'${shown(node)}' is not valid: ${result}` } : undefined;
    }
    case 'scalar':
      return undefined;
    case 'null':
    case 'list':
    case 'dict':
    case 'object':
    case 'either':
      return unexpected(node, type);
  }
}
