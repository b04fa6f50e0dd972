import { textOf, valueAt } from '../../../yaml/Located';
import { parseInteger } from '../../units';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** `-1` is no limit. */
function amountAt(limit: Parameters<typeof valueAt>[0], key: string): number | undefined {
  const amount = parseInteger(textOf(valueAt(limit, key)) ?? '');
  return amount !== undefined && amount < 0 ? Infinity : amount;
}

/** The kernel takes no soft limit above the hard one. */
export const ulimits: ServiceRule = (service) => {
  const node = valueAt(service, 'ulimits');
  if (node?.kind !== 'map') return [];
  return [...node.entries.values()].flatMap(({ key, value }) => {
    const [soft, hard] = [amountAt(value, 'soft'), amountAt(value, 'hard')];
    const place = valueAt(value, 'soft');
    if (!place || soft === undefined || hard === undefined || soft <= hard) return [];
    const message = `ulimits.${key}: soft is ${textOf(place) ?? ''}, which is more than the ${textOf(valueAt(value, 'hard')) ?? ''} of hard.`;
    return [problem('ulimit-order', place, message)];
  });
};
