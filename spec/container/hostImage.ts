import type { ImageConfig } from './ImageConfig';

/** The built-in image: the root filesystem of the host, read-only below a layer of the container's own, without what is private on it. */
export const HOST_IMAGE_REFERENCE = 'bulkhead.local/host';

export const HOST_IMAGE_CONFIG: Readonly<ImageConfig> = {
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  Cmd: ['/bin/sh'],
  WorkingDir: '/',
};

/** Shown as they are on the host; those that are symbolic links there (`/bin` → `usr/bin`) stay links. Missing ones are left out. */
export const HOST_IMAGE_DIRECTORIES: readonly string[] = [
  '/usr',
  '/etc',
  '/opt',
  '/var',
  '/srv',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
];

/** There, but empty: people's files, run-time sockets (a socket of the host would be a way out), and mount points. */
export const HOST_IMAGE_EMPTY_DIRECTORIES: readonly { path: string; mode: number }[] = [
  { path: '/root', mode: 0o700 },
  { path: '/home', mode: 0o755 },
  { path: '/tmp', mode: 0o1777 },
  { path: '/run', mode: 0o755 },
  { path: '/media', mode: 0o755 },
  { path: '/mnt', mode: 0o755 },
  { path: '/boot', mode: 0o755 },
  { path: '/dev', mode: 0o755 },
  { path: '/proc', mode: 0o555 },
  { path: '/sys', mode: 0o555 },
];

/** Directories below the shown ones that are covered by an empty, read-only one. */
export const HOST_IMAGE_HIDDEN_DIRECTORIES: readonly string[] = [
  '/etc/NetworkManager/system-connections',
  '/etc/ipsec.d/private',
  '/etc/letsencrypt',
  '/etc/pki/tls/private',
  '/etc/ssl/private',
  '/etc/sudoers.d',
  '/etc/wireguard',
  '/var/backups',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/kubelet',
  '/var/lib/mysql',
  '/var/lib/postgresql',
  '/var/lib/private',
  '/var/lib/sss',
  '/var/lib/sudo',
];

/** Directories below the shown ones that programs write to, but whose content on the host is not for others: a tmpfs of the container's own. */
export const HOST_IMAGE_SCRATCH_DIRECTORIES: readonly { path: string; mode: number }[] = [
  { path: '/var/log', mode: 0o755 },
  { path: '/var/mail', mode: 0o755 },
  { path: '/var/spool', mode: 0o755 },
  { path: '/var/tmp', mode: 0o1777 },
];

/** Files that are covered by the null device; `*` stands for any part of a name. */
const HOST_IMAGE_HIDDEN_FILES: readonly string[] = [
  '/etc/crypttab',
  '/etc/gshadow',
  '/etc/gshadow-',
  '/etc/krb5.keytab',
  '/etc/security/opasswd',
  '/etc/shadow',
  '/etc/shadow-',
  '/etc/ssh/ssh_host_*_key',
  '/etc/sudoers',
];

function matches(pattern: string, name: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

/**
 * Paths to mask in a container of this image, of those that exist. `list` gives the names in a directory (none when there is no
 * such one); `privateRoots` are the engine's own data and run directories, which hold every other container's files.
 */
export function hostImageMaskedPaths(list: (directory: string) => readonly string[], privateRoots: readonly string[]): string[] {
  const isBelowShown = (path: string): boolean => HOST_IMAGE_DIRECTORIES.some((directory) => path.startsWith(`${directory}/`));
  const patterns = [...HOST_IMAGE_HIDDEN_DIRECTORIES, ...HOST_IMAGE_HIDDEN_FILES, ...privateRoots.filter(isBelowShown)];
  return patterns.flatMap((pattern) => {
    const slash = pattern.lastIndexOf('/');
    const directory = pattern.slice(0, slash);
    const name = pattern.slice(slash + 1);
    return list(directory || '/')
      .filter((found) => (name.includes('*') ? matches(name, found) : found === name))
      .map((found) => `${directory}/${found}`);
  });
}
