import type { OciContext } from './OciContext';

interface SysctlFamily {
  match: RegExp;
  namespace: 'ipc' | 'network' | 'uts';
}

/** The kernel's settings that exist once per namespace; every other one is the host's. */
const NAMESPACED: readonly SysctlFamily[] = [
  { match: /^kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$/, namespace: 'ipc' },
  { match: /^fs\.mqueue\.[a-z_]+$/, namespace: 'ipc' },
  { match: /^net\.[a-zA-Z0-9_.\-/]+$/, namespace: 'network' },
  { match: /^kernel\.domainname$/, namespace: 'uts' },
];

export function sysctlNamespace(name: string): SysctlFamily['namespace'] | undefined {
  // The path is made by replacing dots: two in a row, or a slash first, would climb out of /proc/sys.
  if (name.includes('..') || name.includes('//')) return undefined;
  return NAMESPACED.find(({ match }) => match.test(name))?.namespace;
}

export function applySysctls({ hostConfig, config, report, inUserNamespace }: OciContext): void {
  const key = 'HostConfig.Sysctls';
  const isOwn = (type: string): boolean =>
    config.linux.namespaces?.some((namespace) => namespace.type === type && !namespace.path) ?? false;
  const sysctl: Record<string, string> = {};
  for (const [name, value] of Object.entries(hostConfig.Sysctls ?? {})) {
    const namespace = sysctlNamespace(name);
    if (name === 'kernel.hostname') report('sysctl-refused', key, "sysctl 'kernel.hostname' is set by hostname: use that.");
    else if (!namespace)
      report('sysctl-not-namespaced', key, `sysctl '${name}' is not in a separate kernel namespace: it would change the host.`);
    else if (!isOwn(namespace))
      report(
        'sysctl-host-namespace',
        key,
        `sysctl '${name}' needs a ${namespace} namespace of the container's own, but it uses another's.`,
      );
    else sysctl[name] = value;
  }
  // Ports are the container's own, so there is no one to guard the low ones from.
  if (isOwn('network')) {
    sysctl['net.ipv4.ip_unprivileged_port_start'] ??= '0';
    // Groups beyond those a user namespace maps are refused by the kernel.
    if (!inUserNamespace) sysctl['net.ipv4.ping_group_range'] ??= '0 2147483647';
  }
  if (Object.keys(sysctl).length > 0) config.linux.sysctl = sysctl;
}
