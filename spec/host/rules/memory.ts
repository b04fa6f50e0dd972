import { finding } from './Rule';
import type { HostRule } from './Rule';

const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;

export const memory: HostRule = (asks, { memory: { total, swapTotal } }) => [
  ...asks.memory
    .filter(({ value }) => total > 0 && value > total)
    .map((one) =>
      finding(
        one,
        'host-memory',
        `${one.key} is ${gib(one.value)}, but this host has ${gib(total)} of memory: it limits nothing.`,
      ),
    ),
  ...asks.swap
    .filter(({ value }) => value.both > value.memory && value.memory > 0 && swapTotal === 0)
    .map((one) => finding(one, 'host-swap', `${one.key} allows swap, but this host has none.`)),
];
