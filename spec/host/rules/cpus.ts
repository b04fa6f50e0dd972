import { parseCpuList } from '../parseProc';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** Numbers in order as people and the kernel write them: `0, 1`, `2-63`. */
function shown(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  const shownRun = ([first, last]: [number, number]): string =>
    last - first > 1 ? `${first}-${last}` : first === last ? String(first) : `${first}, ${last}`;
  return runs.map(shownRun).join(', ');
}

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
    return [
      finding(
        one,
        'host-cpuset',
        `${one.key} names CPU ${shown(absent)}, which this host does not have: online are ${shown(online)}.`,
      ),
    ];
  }),
];
