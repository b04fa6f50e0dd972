import { parseCpuList } from '../parseProc';
import { finding } from './Rule';
import type { HostRule } from './Rule';

export const cpus: HostRule = (asks, { cpus: { online } }) => [
  ...asks.cpus
    .filter(({ value }) => value > online.length)
    .map((one) =>
      finding(
        one,
        'host-cpus',
        `${one.key} is ${one.value}, but this host has ${online.length}: the container cannot be created.`,
      ),
    ),
  ...asks.cpuLists.flatMap((one) => {
    const absent = (parseCpuList(one.value) ?? []).filter((cpu) => !online.includes(cpu));
    if (absent.length === 0) return [];
    const names = absent.slice(0, 8).join(', ');
    return [
      finding(
        one,
        'host-cpuset',
        `${one.key} names CPU ${names}, which this host does not have: online are ${online.join(', ')}.`,
      ),
    ];
  }),
];
