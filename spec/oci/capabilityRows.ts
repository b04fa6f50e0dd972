import { CAPABILITY_NAMES, normalizeCapability } from '../host/capabilityNames';
import type { HostFacts } from '../host/HostFacts';
import type { OciProcess } from './OciConfig';
import type { OciContext } from './OciContext';

/** What Docker leaves a container's root: enough for package managers and servers, not for the machine. */
const DEFAULT_CAPABILITIES: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FSETID',
  'CAP_FOWNER',
  'CAP_MKNOD',
  'CAP_NET_RAW',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETFCAP',
  'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE',
  'CAP_SYS_CHROOT',
  'CAP_KILL',
  'CAP_AUDIT_WRITE',
];

/** Capabilities a container can be given: making a user namespace fills the bounding set, else ours is the limit. */
export function possibleCapabilities({ capabilities: { last, bounding } }: HostFacts, inUserNamespace: boolean): string[] {
  return inUserNamespace ? CAPABILITY_NAMES.slice(0, last + 1) : bounding;
}

/**
 * What a process starts with. Ambient stays empty and inheritable too: an inheritable set turned files' capabilities into a way up (CVE-2022-24769).
 * A user who is not root starts with none, but may gain from the bounding set through set-user-ID programs.
 */
export function capabilitySets(uid: number, bounding: string[]): NonNullable<OciProcess['capabilities']> {
  const held = uid === 0 ? bounding : [];
  return { bounding, effective: held, permitted: held, inheritable: [], ambient: [] };
}

function checkNames(context: OciContext, names: readonly string[], key: string): string[] {
  const known = names.map(normalizeCapability);
  for (const name of known) {
    if (name !== 'ALL' && !CAPABILITY_NAMES.includes(name))
      context.report('capability-unknown', key, `Unknown capability '${name}': see capabilities(7) for the names.`);
  }
  return known.filter((name) => name === 'ALL' || CAPABILITY_NAMES.includes(name));
}

export function applyCapabilities(context: OciContext): void {
  const { hostConfig, config, input, inUserNamespace, report } = context;
  const possible = possibleCapabilities(input.host, inUserNamespace);
  const added = checkNames(context, hostConfig.CapAdd ?? [], 'HostConfig.CapAdd');
  const dropped = checkNames(context, hostConfig.CapDrop ?? [], 'HostConfig.CapDrop');
  const wanted = new Set<string>();
  if (hostConfig.Privileged || added.includes('ALL')) for (const name of possible) wanted.add(name);
  else if (!dropped.includes('ALL')) for (const name of DEFAULT_CAPABILITIES) wanted.add(name);
  if (!hostConfig.Privileged) for (const name of dropped) wanted.delete(name);
  for (const name of added) if (name !== 'ALL') wanted.add(name);
  for (const name of wanted) {
    if (possible.includes(name)) continue;
    report(
      'capability-unavailable',
      'HostConfig.CapAdd',
      `Capability ${name} cannot be given: it is not in the bounding set of this host. Drop it from the spec, or run where the host has it.`,
    );
    wanted.delete(name);
  }
  const bounding = CAPABILITY_NAMES.filter((name) => wanted.has(name));
  config.process.capabilities = capabilitySets(input.user.uid, bounding);
}
