import type { LocatedScalar } from '../../yaml/Located';
import type { Located, LocatedEntry } from '../../yaml/Located';
import { alternatives, typeOfCollection } from '../check/checkProjectTree';
import { wholeNumber } from '../../oci/wholeNumber';
import type { WholeNumber } from '../../oci/wholeNumber';
import { isWithin, parseBoolean, parseWholeNumber } from '../units';
import { SERVICE_KEYS } from '../vocabulary/projectKeys';
import type { ValueType } from '../vocabulary/ValueType';
import type { Reader } from './readers';

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** `x-oci` as data: a number may be written as a text, as what a variable says always is, but must not arrive as one. */
export function fragment(read: Reader): Record<string, unknown> | undefined {
  const node = read.node('x-oci');
  const type = SERVICE_KEYS['x-oci']?.type;
  if (node?.kind !== 'map' || !type) return undefined;
  const valueOf = (one: Located, its: ValueType | undefined): unknown => {
    if (one.kind === 'scalar') return scalarOf(one, its);
    const collection = its && typeOfCollection(its, one.kind);
    if (one.kind === 'seq')
      return one.items.map((item) => valueOf(item, collection?.kind === 'list' ? collection.of : undefined));
    const typeOf = ({ key }: LocatedEntry): ValueType | undefined =>
      collection?.kind === 'object' ? collection.keys[key]?.type : collection?.kind === 'dict' ? collection.of : undefined;
    return Object.fromEntries([...one.entries.values()].map((entry) => [entry.key, valueOf(entry.value, typeOf(entry))]));
  };
  return valueOf(node, type) as Record<string, unknown>;
}

function scalarOf(node: LocatedScalar, type: ValueType | undefined): LocatedScalar['value'] | WholeNumber {
  const { value } = node;
  const its = type && alternatives(type).find((one) => one.kind !== 'null');
  if (its?.kind === 'boolean') return parseBoolean(String(value)) ?? value;
  if (value === null || its?.kind !== 'integer') return value;
  const number = parseWholeNumber(typeof value === 'number' ? node.source : value.toString());
  if (number === undefined || !isWithin(number, its)) return value;
  return number > MAX_EXACT || number < -MAX_EXACT ? wholeNumber(number) : Number(number);
}
