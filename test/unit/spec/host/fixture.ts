import type { CgroupController, HostFacts } from '../../../../spec/host/HostFacts';
import { CAPABILITY_NAMES } from '../../../../spec/host/capabilityNames';

export const controllers = (
  version: 1 | 2,
  writable = true,
  names = ['cpu', 'cpuset', 'memory', 'pids', version === 1 ? 'blkio' : 'io', 'devices'],
): Record<string, CgroupController> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { version, mountPoint: version === 1 ? `/sys/fs/cgroup/${name}` : '/sys/fs/cgroup', path: '/', writable },
    ]),
  );

/** A host with everything: root, two CPUs, 8 GiB, cgroup v1. */
export function hostFacts(changes: Partial<HostFacts> = {}): HostFacts {
  return {
    kernel: { release: '6.1.0', machine: 'x86_64' },
    user: { uid: 0, gid: 0, name: 'root', home: '/root' },
    cpus: { online: [0, 1] },
    memory: { total: 8 * 1024 ** 3, swapTotal: 0 },
    cgroup: { layout: 'v1', controllers: controllers(1) },
    userNamespaces: { available: true, subuid: [], subgid: [] },
    namespaces: ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'],
    capabilities: {
      last: 40,
      lastName: 'CAP_CHECKPOINT_RESTORE',
      bounding: CAPABILITY_NAMES.filter((name) => name !== 'CAP_SYS_RESOURCE'),
    },
    security: { seccomp: true, apparmor: false, selinux: false },
    filesystems: ['overlay', 'tmpfs', 'proc'],
    pressure: true,
    network: { unprivilegedPortStart: 1024, listening: [{ protocol: 'tcp', address: '', port: 5432 }] },
    sysctls: ['net.core.somaxconn', 'net.ipv4.tcp_rmem', 'net.ipv4.ip_forward'],
    devices: {
      nodes: [
        { path: '/dev/fuse', type: 'c', major: 10, minor: 229 },
        { path: '/dev/sda', type: 'b', major: 8, minor: 0 },
      ],
      directories: ['/dev'],
      others: ['/dev/disk'],
    },
    blockDevices: ['8:0'],
    hugepages: ['2MB'],
    maxOpenFiles: 1048576,
    emulators: ['aarch64'],
    ...changes,
  };
}
