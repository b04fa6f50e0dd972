import type { PlacedProblem } from '../../Problem';
import type { Ask, LimitName } from '../HostAsks';
import type { HostFacts } from '../HostFacts';
import { LIMIT_FILES } from './limitFiles';
import { finding } from './Rule';
import type { HostRule } from './Rule';

function wrongVersion(one: Ask<LimitName>, has: 1 | 2): PlacedProblem {
  return finding(
    one,
    'host-cgroup-version',
    `${one.key} cannot be enforced: this host has cgroup v${has}, which has no such setting.`,
  );
}

/** Why one limit would not hold: no such setting in this version, no controller, not ours to use, or no file for it. */
function judge(one: Ask<LimitName>, { cgroup, user }: HostFacts): PlacedProblem[] {
  const { v1, v2, remedy } = LIMIT_FILES[one.value];
  if (one.value === 'unified') return cgroup.layout === 'v1' ? [wrongVersion(one, 1)] : [];
  const names = [v2?.controller, v1?.controller].filter((name) => name !== undefined);
  const name = names.find((each) => cgroup.controllers[each] !== undefined);
  const controller = name === undefined ? undefined : cgroup.controllers[name];
  const said = names[0] ?? '';
  if (!v2 && (cgroup.layout === 'v2' || controller?.version === 2)) return [wrongVersion(one, 2)];
  if (name === undefined || !controller)
    return [
      finding(one, 'host-controller', `${one.key} cannot be enforced: the ${said} controller is not mounted on this host.`),
    ];
  const wanted = (controller.version === 2 ? v2 : v1)?.files ?? [];
  const there = cgroup.files?.[name];
  if (there && wanted.length > 0 && !wanted.some((file) => there.includes(file))) {
    const advice = remedy === undefined ? '' : `; ${remedy}`;
    return [
      finding(one, 'host-limit-missing', `${one.key} cannot be enforced: this kernel has no ${wanted.join(' or ')}${advice}.`),
    ];
  }
  if (controller.writable || user.uid === 0) return [];
  return [
    finding(
      one,
      'host-delegation',
      `${one.key} cannot be enforced for ${user.name}: the ${said} controller is not delegated. The privileged helper can.`,
    ),
  ];
}

export const limits: HostRule = (asks, facts) => asks.limits.flatMap((one) => judge(one, facts));
