import type { CgroupController, HostFacts } from '../host/HostFacts';
import { privilegedHelper } from '../host/privilegedHelper';
import type { OciContext } from './OciContext';

/** The names a controller goes by: v1 `blkio` is v2 `io`. */
const ALIASES: Record<string, string[]> = { io: ['io', 'blkio'] };

function hasController({ input: { helper, host } }: OciContext, names: readonly string[]): boolean {
  if (names.some((name) => helper.controllers.includes(name))) return true;
  // The v2 tree has no such controller: whoever is root attaches a program to the cgroup instead.
  return names.includes('devices') && host.cgroup.layout === 'v2' && helper.mode !== 'rootless';
}

export function hasDeviceRules(context: OciContext): boolean {
  return hasController(context, ['devices']);
}

/** True when the helper can make cgroups with this controller; otherwise the limit is refused by name, never dropped. */
export function requireController(
  context: OciContext,
  controller: 'cpu' | 'cpuset' | 'memory' | 'pids' | 'io' | 'hugetlb' | 'devices',
  key: string,
): boolean {
  const { helper, host } = context.input;
  const names = ALIASES[controller] ?? [controller];
  if (hasController(context, names)) return true;
  const mounted = names.map((name) => host.cgroup.controllers[name]).find((one) => one !== undefined);
  const reason = !mounted
    ? `the ${controller} controller is not mounted on this host`
    : helper.mode === 'rootless'
      ? `the ${controller} controller is not delegated to this user: ${delegation(mounted, host)}`
      : `the helper cannot make cgroups of the ${controller} controller`;
  context.report('limit-unenforceable', key, `${key.replace('HostConfig.', '')} cannot be enforced: ${reason}.`);
  return false;
}

/** Of cgroup v1 the kernel lets nobody but root have a part. */
function delegation({ version }: CgroupController, { user }: HostFacts): string {
  const helped = `run ${privilegedHelper(user.uid)}`;
  return version === 1 ? helped : `${helped}, or delegate it (systemd: Delegate=yes)`;
}
