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

const RULES: readonly HostRule[] = [
  ...[memory, cpus, limits, capabilities, sysctls, devices, hugepages, ports, rlimits, namespaces, platform, security],
  ...[overlays, systemCalls],
];

/** Compares what a spec asks for with what a host has. */
export function hostFindings(asks: HostAsks, facts: HostFacts): PlacedProblem[] {
  return RULES.flatMap((rule) => rule(asks, facts));
}
