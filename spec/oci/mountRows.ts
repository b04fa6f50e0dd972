import type { MountSpec } from '../container/ContainerSpec';
import type { OciMount } from './OciConfig';
import type { OciContext } from './OciContext';

const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;
const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];

/** tty is group 5 in every distribution; a map without it makes the kernel refuse the mount (EINVAL). */
function devptsOptions(context: OciContext): string[] {
  const options = ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620'];
  const { userNamespace, helper } = context.input;
  const maps = userNamespace?.gidMappings ?? (helper.mode === 'rootless' ? (helper.gidMappings ?? []) : undefined);
  const isMapped = maps ? maps.some(({ containerID, size }) => containerID <= 5 && 5 < containerID + size) : true;
  return isMapped ? [...options, 'gid=5'] : options;
}

/**
 * A namespace of another belongs to the user namespace of that one, in which a container with its own has no rights: not to mount what shows
 * the namespace either.
 */
function joinsFromOutside({ input, hostConfig }: OciContext, mode = ''): boolean {
  return input.userNamespace !== undefined && hostConfig.UsernsMode !== 'host' && /^(container|ns):/.test(mode);
}

/** The kernel's own filesystems every container sees, in mount order. */
function defaultMounts(context: OciContext): OciMount[] {
  const { hostConfig, input, inUserNamespace } = context;
  const isPrivileged = hostConfig.Privileged === true;
  const access = isPrivileged ? 'rw' : 'ro';
  const mounts: OciMount[] = [];
  // A proc mount needs a pid namespace this user namespace owns; with the host's, the host's own is bound.
  if (inUserNamespace && hostConfig.PidMode === 'host')
    mounts.push({ destination: '/proc', type: 'bind', source: '/proc', options: ['rbind', 'nosuid', 'noexec', 'nodev'] });
  else mounts.push({ destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] });
  mounts.push(
    { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'] },
    { destination: '/dev/pts', type: 'devpts', source: 'devpts', options: devptsOptions(context) },
  );
  // Likewise sysfs belongs to the owner of the network namespace.
  if ((inUserNamespace && hostConfig.NetworkMode === 'host') || joinsFromOutside(context, hostConfig.NetworkMode))
    mounts.push({ destination: '/sys', type: 'bind', source: '/sys', options: ['rbind', 'nosuid', 'noexec', 'nodev', 'ro'] });
  else mounts.push({ destination: '/sys', type: 'sysfs', source: 'sysfs', options: ['nosuid', 'noexec', 'nodev', access] });
  const { layout } = input.host.cgroup;
  if (layout !== 'none' && (layout === 'v2' || !inUserNamespace))
    mounts.push({
      destination: '/sys/fs/cgroup',
      type: 'cgroup',
      source: 'cgroup',
      options: [access, 'nosuid', 'noexec', 'nodev'],
    });
  mounts.push(...ipcMounts(context));
  return mounts;
}

function ipcMounts(context: OciContext): OciMount[] {
  const { hostConfig } = context;
  const mode = hostConfig.IpcMode ?? '';
  if (mode === 'host')
    return ['/dev/shm', '/dev/mqueue'].filter(isOnHost(context)).map((path) => ({
      destination: path,
      type: 'bind',
      source: path,
      options: ['rbind', 'nosuid', 'noexec', 'nodev'],
    }));
  const mqueue = { destination: '/dev/mqueue', type: 'mqueue', source: 'mqueue', options: ['nosuid', 'noexec', 'nodev'] };
  if (mode === 'none') return [mqueue];
  const queues = joinsFromOutside(context, mode) ? [] : [mqueue];
  const size = `size=${hostConfig.ShmSize || DEFAULT_SHM_BYTES}`;
  return [
    ...queues,
    { destination: '/dev/shm', type: 'tmpfs', source: 'shm', options: ['nosuid', 'noexec', 'nodev', 'mode=1777', size] },
  ];
}

/** Not every host has mounted its message queues. */
function isOnHost({ input }: OciContext): (path: string) => boolean {
  const { devices } = input.host;
  return (path) => devices === undefined || devices.others.includes(path);
}

/** `source:target[:options]`, where a source with a slash is a path and any other the name of a volume. */
function bindMount(context: OciContext, bind: string): OciMount | undefined {
  const key = 'HostConfig.Binds';
  const [source = '', target = '', optionText = '', ...rest] = bind.split(':');
  if (rest.length > 0 || !source || !target.startsWith('/')) {
    context.report(
      'bind-invalid',
      key,
      `Invalid volume specification '${bind}': expected source:target[:options] with an absolute target.`,
    );
    return undefined;
  }
  const directory = source.startsWith('/') ? source : context.input.volumeDirectory?.(source);
  if (directory === undefined) {
    context.report('volume-not-found', key, `Volume '${source}' does not exist.`);
    return undefined;
  }
  let access = 'rw';
  let propagation = 'rprivate';
  for (const option of optionText.split(',').filter((text) => text !== '')) {
    if (option === 'ro' || option === 'rw') access = option;
    else if (PROPAGATIONS.includes(option)) propagation = option;
    else if (option === 'z' || option === 'Z') reportRelabel(context, key, bind);
    else if (option !== 'nocopy' && option !== 'consistent' && option !== 'cached' && option !== 'delegated')
      context.report('bind-invalid', key, `Invalid volume specification '${bind}': unknown option '${option}'.`);
  }
  return { destination: target, type: 'bind', source: directory, options: ['rbind', access, propagation] };
}

/** Without SELinux there is no label to change, so the request is met by doing nothing. */
function reportRelabel({ input, report }: OciContext, key: string, what: string): void {
  if (input.host.security.selinux)
    report('selinux-unsupported', key, `${what}: SELinux relabelling is not available yet; remove z or Z.`);
}

function specMount(context: OciContext, mount: MountSpec): OciMount | undefined {
  const key = 'HostConfig.Mounts';
  // The body of an API request is JSON: its types are a promise of the client's.
  const target: unknown = mount.Target;
  const type: string = mount.Type;
  if (typeof target !== 'string' || !target.startsWith('/')) {
    context.report('mount-invalid', key, `invalid mount target '${String(target)}': mount target must be an absolute path`);
    return undefined;
  }
  if (mount.Type === 'tmpfs') {
    const { SizeBytes, Mode } = mount.TmpfsOptions ?? {};
    const options = ['nosuid', 'nodev', 'noexec', mount.ReadOnly ? 'ro' : 'rw'];
    if (SizeBytes) options.push(`size=${SizeBytes}`);
    if (Mode !== undefined) options.push(`mode=${Mode.toString(8)}`);
    return { destination: mount.Target, type: 'tmpfs', source: 'tmpfs', options };
  }
  if (type !== 'bind' && type !== 'volume') {
    context.report('mount-unsupported', key, `Mount type '${type}' is not available: use bind, volume or tmpfs.`);
    return undefined;
  }
  const source = mount.Source ?? '';
  const directory = mount.Type === 'bind' ? source : context.input.volumeDirectory?.(source);
  if (!directory?.startsWith('/')) {
    context.report(
      'mount-invalid',
      key,
      `Mount at ${mount.Target}: source '${source}' is not ${mount.Type === 'bind' ? 'an absolute path' : 'a volume'}.`,
    );
    return undefined;
  }
  const propagation = mount.BindOptions?.Propagation || 'rprivate';
  if (!PROPAGATIONS.includes(propagation))
    context.report('mount-invalid', key, `Propagation '${propagation}' is not one of ${PROPAGATIONS.join(', ')}.`);
  const bind = mount.BindOptions?.NonRecursive ? 'bind' : 'rbind';
  return {
    destination: mount.Target,
    type: 'bind',
    source: directory,
    options: [bind, mount.ReadOnly ? 'ro' : 'rw', propagation],
  };
}

function tmpfsMount(target: string, optionText: string): OciMount {
  const options = ['nosuid', 'nodev', 'noexec', ...optionText.split(',').filter((option) => option !== '')];
  const chosen = new Set(options);
  for (const name of ['suid', 'dev', 'exec']) if (chosen.has(name)) chosen.delete(`no${name}`);
  return { destination: target, type: 'tmpfs', source: 'tmpfs', options: [...chosen] };
}

/** Mounts of the spec replace default ones at the same place; all go from the root downwards, so that none hides another. */
export function applyMounts(context: OciContext): void {
  const { hostConfig, config, input, report } = context;
  const own: OciMount[] = [];
  for (const [name, source] of Object.entries({
    hostname: input.files?.hostname,
    hosts: input.files?.hosts,
    'resolv.conf': input.files?.resolvConf,
  }))
    if (source) own.push({ destination: `/etc/${name}`, type: 'bind', source, options: ['rbind', 'rprivate', 'rw'] });
  const requested = [
    ...(hostConfig.Binds ?? []).map((bind) => bindMount(context, bind)),
    ...(hostConfig.Mounts ?? []).map((mount) => specMount(context, mount)),
    ...Object.entries(hostConfig.Tmpfs ?? {}).map(([target, options]) => tmpfsMount(target, options)),
  ].filter((mount) => mount !== undefined);
  const byTarget = new Map<string, OciMount>();
  for (const mount of requested) {
    const target = mount.destination.replace(/(?!^)\/+$/, '');
    if (byTarget.has(target)) report('mount-duplicate', 'HostConfig.Mounts', `Duplicate mount point: ${target}`);
    if (target === '/') report('mount-invalid', 'HostConfig.Mounts', "invalid specification: destination can't be '/'");
    byTarget.set(target, mount);
  }
  const kept = [...defaultMounts(context), ...own].filter(({ destination }) => !byTarget.has(destination));
  const depth = ({ destination }: OciMount): number => destination.split('/').length;
  config.mounts = [...kept, ...[...byTarget.values()].sort((a, b) => depth(a) - depth(b))];
}
