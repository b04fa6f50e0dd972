import { finding } from './Rule';
import type { HostRule } from './Rule';

export const rlimits: HostRule = (asks, { maxOpenFiles }) =>
  asks.openFiles
    .filter(({ value }) => maxOpenFiles !== undefined && value > maxOpenFiles)
    .map((one) => {
      const amount = Number.isFinite(one.value) ? String(one.value) : 'without limit';
      return finding(
        one,
        'host-rlimit',
        `${one.key} is ${amount}, but fs.nr_open of this host is ${maxOpenFiles ?? 0}: the kernel refuses more, even to root.`,
      );
    });
