import { keyPlace, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { isNumberList } from '../../words/numberList';
import { entriesOf, integerOf, itemsOf, stringOf, type RuleContext } from './Rule';

interface Range {
  path: string[];
  min: bigint;
  max: bigint;
  /** -1 means no limit. */
  orMinusOne?: boolean;
  /** What runtimes take 0 for: no value, as engines write it, or not all the same. Without it, 0 is a value like any other. */
  zero?: 'unset' | 'differs';
  unit: string;
}

/** What the kernel takes; beyond it a write ends in EINVAL or is cut to the bound without a word. */
const RANGES: readonly Range[] = [
  { path: ['cpu', 'shares'], min: 2n, max: 262144n, zero: 'unset', unit: 'shares' },
  { path: ['cpu', 'period'], min: 1000n, max: 1_000_000n, zero: 'unset', unit: 'microseconds' },
  { path: ['cpu', 'quota'], min: 1000n, max: 2n ** 44n, zero: 'unset', orMinusOne: true, unit: 'microseconds' },
  { path: ['cpu', 'idle'], min: 0n, max: 1n, unit: '' },
  { path: ['pids', 'limit'], min: 1n, max: 4_194_304n, zero: 'differs', orMinusOne: true, unit: 'processes' },
  { path: ['blockIO', 'weight'], min: 10n, max: 1000n, zero: 'unset', unit: '' },
  { path: ['blockIO', 'leafWeight'], min: 10n, max: 1000n, zero: 'unset', unit: '' },
  { path: ['memory', 'limit'], min: 1n, max: 2n ** 63n - 1n, zero: 'differs', orMinusOne: true, unit: 'bytes' },
  { path: ['memory', 'reservation'], min: 0n, max: 2n ** 63n - 1n, orMinusOne: true, unit: 'bytes' },
  { path: ['memory', 'swap'], min: 0n, max: 2n ** 63n - 1n, orMinusOne: true, unit: 'bytes' },
];

/** Numbers of CPUs and memory nodes. */
const LISTS = [
  ['resources', 'cpu', 'cpus'],
  ['resources', 'cpu', 'mems'],
  ['memoryPolicy', 'nodes'],
];

export function checkResources({ config, report }: RuleContext): void {
  const resources = valueAt(config, 'linux', 'resources');
  for (const range of RANGES) checkRange(resources, range, report);
  for (const path of LISTS) {
    const node = valueAt(config, 'linux', ...path);
    const list = stringOf(node);
    if (node && list && !isNumberList(list))
      report(
        'oci-resource-range',
        node,
        `${path.slice(-2).join('.')} '${list.slice(0, 60)}' is no list the kernel takes: write it as in 0-3,7.`,
      );
  }
  checkMemory(valueAt(resources, 'memory'), report);
  checkCpu(valueAt(resources, 'cpu'), report);
  checkUnified(resources, report);
  checkHugepages(resources, report);
  checkWeights(resources, report);
}

function checkRange(
  resources: Located | undefined,
  { path, min, max, orMinusOne, zero, unit }: Range,
  report: RuleContext['report'],
): void {
  const node = valueAt(resources, ...path);
  const value = integerOf(node);
  if (node === undefined || value === undefined || (value >= min && value <= max) || (orMinusOne && value === -1n)) return;
  const name = path.join('.');
  const bounds = `${min} to ${max}${unit && ` ${unit}`}${orMinusOne ? ', or -1 for no limit' : ''}`;
  if (value !== 0n || zero === undefined)
    report('oci-resource-range', node, `${name} ${value} is out of what the kernel takes: ${bounds}.`);
  else if (zero === 'differs')
    report(
      'oci-resource-range',
      node,
      `${name} 0 is no limit to some runtimes and the least there is to others: write -1 for none.`,
      'warning',
    );
}

function checkMemory(memory: Located | undefined, report: RuleContext['report']): void {
  const limit = integerOf(valueAt(memory, 'limit'));
  if (limit === undefined || limit < 0n) return;
  const swap = valueAt(memory, 'swap');
  const both = integerOf(swap);
  if (swap !== undefined && both !== undefined && both >= 0n && both < limit)
    report('oci-memory-swap', swap, `swap ${both} is memory and swap together, so it cannot be below the memory limit ${limit}.`);
  const reservation = valueAt(memory, 'reservation');
  const soft = integerOf(reservation);
  if (reservation !== undefined && soft !== undefined && soft > limit)
    report(
      'oci-memory-reservation',
      reservation,
      `reservation ${soft} is above the limit ${limit} and can never be had.`,
      'warning',
    );
}

function checkCpu(cpu: Located | undefined, report: RuleContext['report']): void {
  const burst = valueAt(cpu, 'burst');
  const [saved, quota] = [integerOf(burst), integerOf(valueAt(cpu, 'quota'))];
  if (burst !== undefined && saved !== undefined && saved > 0n && (quota === undefined || quota < saved))
    report('oci-cpu-burst', burst, `burst ${saved} needs a quota that is at least as large; the kernel refuses it otherwise.`);
}

/** A name with a slash would lead out of the cgroup. */
function checkUnified(resources: Located | undefined, report: RuleContext['report']): void {
  for (const entry of entriesOf(valueAt(resources, 'unified'))) {
    const isFile = /^[a-z0-9_]+\.[a-zA-Z0-9_.]+$/.test(entry.key) && !entry.key.includes('..');
    if (!isFile)
      report('oci-unified-name', keyPlace(entry), `'${entry.key}' is no file of a cgroup: expected a name as in memory.high.`);
    else if (entry.key.startsWith('cgroup.'))
      report(
        'oci-unified-name',
        keyPlace(entry),
        `'${entry.key}' belongs to the runtime, which manages the cgroup with it.`,
        'warning',
      );
  }
}

function checkHugepages(resources: Located | undefined, report: RuleContext['report']): void {
  const seen = new Set<string>();
  for (const limit of itemsOf(valueAt(resources, 'hugepageLimits'))) {
    const size = valueAt(limit, 'pageSize');
    if (size?.kind !== 'scalar') continue;
    if (seen.has(size.source))
      report('oci-hugepage-duplicate', size, `${size.source} has a limit already; the last one counts.`, 'warning');
    seen.add(size.source);
  }
}

function checkWeights(resources: Located | undefined, report: RuleContext['report']): void {
  for (const device of itemsOf(valueAt(resources, 'blockIO', 'weightDevice')))
    if (valueAt(device, 'weight') === undefined && valueAt(device, 'leafWeight') === undefined)
      report(
        'key-missing',
        device,
        "A device under weightDevice lacks the keys 'weight' and 'leafWeight': it needs one of them.",
      );
}
