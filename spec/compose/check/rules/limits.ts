import type { PlacedProblem } from '../../../Problem';
import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseBytes } from '../../units';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

interface Amount {
  node: Located;
  text: string;
  bytes: number;
}

/** The same amount may stand under the service or under `deploy`. */
function amount(service: Located, ...places: string[][]): Amount | undefined {
  for (const path of places) {
    const node = valueAt(service, ...path);
    const text = textOf(node);
    const bytes = text === undefined ? undefined : parseBytes(text);
    if (node && text !== undefined && bytes !== undefined) return { node, text, bytes };
  }
  return undefined;
}

/** Engines refuse less, and a number without a unit is bytes. */
const LEAST = 6 * 1024 ** 2;

function swapAlone(service: Located, name: string): PlacedProblem[] {
  const swap = amount(service, ['memswap_limit']);
  if (!swap || swap.bytes === 0) return [];
  const message = `Service ${name} has memswap_limit without mem_limit: it is memory and swap together, so both are needed.`;
  return [problem('limit-conflict', swap.node, message)];
}

/** Limits that contradict each other; the kernel or the engine would refuse the container. */
export const limits: ServiceRule = (service, name) => {
  const limit = amount(service, ['mem_limit'], ['deploy', 'resources', 'limits', 'memory']);
  if (!limit || limit.bytes === 0) return swapAlone(service, name);
  if (limit.bytes < LEAST) {
    const message = `Service ${name} is limited to ${limit.text} of memory, which is ${limit.bytes} bytes: less than the 6m any program needs to start.`;
    return [problem('limit-too-small', limit.node, message)];
  }
  const reservation = amount(service, ['mem_reservation'], ['deploy', 'resources', 'reservations', 'memory']);
  const swap = amount(service, ['memswap_limit']);
  const isBelowReservation = reservation !== undefined && limit.bytes < reservation.bytes;
  const isAboveSwap = swap !== undefined && swap.bytes > 0 && swap.bytes < limit.bytes;
  return [
    ...(isBelowReservation
      ? [
          problem(
            'limit-below-reservation',
            limit.node,
            `Service ${name} is limited to ${limit.text} of memory, which is less than the ${reservation.text} it reserves.`,
          ),
        ]
      : []),
    ...(isAboveSwap
      ? [
          problem(
            'swap-below-memory',
            swap.node,
            `memswap_limit is memory and swap together: ${swap.text} is less than the ${limit.text} of memory alone.`,
          ),
        ]
      : []),
  ];
};
