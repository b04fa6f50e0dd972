import type { PlacedProblem } from '../Problem';
import type { HostAsks } from './HostAsks';
import type { HostFacts } from './HostFacts';
import { capabilities } from './rules/capabilities';
import { cpus } from './rules/cpus';
import { devices } from './rules/devices';
import { hugepages } from './rules/hugepages';
import { limits } from './rules/limits';
import { memory } from './rules/memory';
import { namespaces } from './rules/namespaces';
import { overlays } from './rules/overlays';
import { platform } from './rules/platform';
import { ports } from './rules/ports';
import { rlimits } from './rules/rlimits';
import type { HostRule } from './rules/Rule';
import { security } from './rules/security';
import { sysctls } from './rules/sysctls';
import { systemCalls } from './rules/systemCalls';

/** Each with the asks that it looks at: of most of them a service has none. */
const RULES: readonly { rule: HostRule; topics: readonly (keyof HostAsks)[] }[] = [
  { rule: memory, topics: ['memory', 'swap'] },
  { rule: cpus, topics: ['cpus', 'cpuLists'] },
  { rule: limits, topics: ['limits'] },
  { rule: capabilities, topics: ['capabilities'] },
  { rule: sysctls, topics: ['sysctls'] },
  { rule: devices, topics: ['devices', 'blockDevices', 'gpus'] },
  { rule: hugepages, topics: ['hugepages'] },
  { rule: ports, topics: ['ports'] },
  { rule: rlimits, topics: ['openFiles'] },
  { rule: namespaces, topics: ['namespaces', 'userIds', 'idRanges'] },
  { rule: platform, topics: ['platforms'] },
  { rule: security, topics: ['security'] },
  { rule: overlays, topics: ['overlays'] },
  { rule: systemCalls, topics: ['systemCalls'] },
];

/** Compares what a spec asks for with what a host has. */
export function hostFindings(asks: HostAsks, facts: HostFacts): PlacedProblem[] {
  const isAsked = (topic: keyof HostAsks): boolean => asks[topic].length > 0;
  return RULES.flatMap(({ rule, topics }) => (topics.some(isAsked) ? rule(asks, facts) : []));
}
