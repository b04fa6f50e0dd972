import { finding } from './Rule';
import type { HostRule } from './Rule';

export const hugepages: HostRule = (asks, { hugepages: sizes, kernel }) =>
  asks.hugepages
    .filter(({ value }) => sizes !== undefined && !sizes.includes(value))
    .map((one) => {
      const has = sizes?.length === 0 ? 'it has no huge pages' : `it has ${sizes?.join(', ') ?? ''}`;
      return finding(one, 'host-hugepage', `${one.key}: this ${kernel.machine} kernel has no pages of ${one.value}; ${has}.`);
    });
