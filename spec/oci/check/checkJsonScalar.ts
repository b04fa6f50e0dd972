import { closest } from '../../compose/check/closest';
import { describeType } from '../../compose/check/describeType';
import { isWithin } from '../../compose/units';
import type { Complaint } from '../../compose/check/checkScalar';
import type { ValueType } from '../../compose/vocabulary/ValueType';
import type { LocatedScalar } from '../../yaml/Located';

const INTEGER = /^-?(0|[1-9]\d*)$/;
/** Digits beyond those of a 64-bit number are not worth a conversion. */
const MAX_DIGITS = 21;

function isInside(source: string, bounds: { min?: number; max?: number }): boolean {
  return INTEGER.test(source) && source.length <= MAX_DIGITS && isWithin(BigInt(source), bounds);
}

/** JSON has types: a number in quotes is a text, and nothing is converted. `undefined` when the value fits. */
export function checkJsonScalar(node: LocatedScalar, type: ValueType): Complaint {
  const wrong = (advice = '', replacement?: string): Complaint => {
    const text = `'${node.source.slice(0, 60)}' is not valid: expected ${describeType(type)}${advice}`;
    return replacement === undefined ? { text } : { text, replacement };
  };
  const { value } = node;
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'null':
      return value === null ? undefined : wrong();
    case 'string':
      if (typeof value !== 'string')
        return { text: `${node.source} is no text: expected ${describeType(type)}, in quotes`, replacement: `"${node.source}"` };
      return type.pattern && !type.pattern.test(value.slice(0, 4096)) ? wrong() : undefined;
    case 'enum': {
      if (typeof value === 'string' && type.values.includes(value)) return undefined;
      const meant = closest(String(value), type.values);
      return meant === undefined ? wrong() : wrong(`; did you mean ${meant}?`, `"${meant}"`);
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : node.isQuoted ? wrong(', without quotes', node.source) : wrong();
    case 'integer':
      if (node.isQuoted) return wrong(', without quotes', INTEGER.test(node.source) ? node.source : undefined);
      return typeof value === 'number' && isInside(node.source, type) ? undefined : wrong();
    default:
      return wrong();
  }
}
