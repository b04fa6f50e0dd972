import type { ContainerSpec } from '../../container/ContainerSpec';
import { CAPABILITY_NAMES } from '../../host/capabilityNames';
import type { HostFacts } from '../../host/HostFacts';
import type { OciConfig } from '../OciConfig';
import { toOciConfig } from '../toOciConfig';

const controller = { version: 2, mountPoint: '/sys/fs/cgroup', path: '/', writable: true } as const;
const CONTROLLERS = ['cpu', 'cpuset', 'memory', 'pids', 'io', 'hugetlb', 'rdma', 'misc'];

/** A host that can do everything: what a real one cannot is said elsewhere. */
const ABLE_HOST: HostFacts = {
  kernel: { release: '6.12.0', machine: 'x86_64' },
  user: { uid: 0, gid: 0, name: 'root', home: '/root' },
  cpus: { online: [0] },
  memory: { total: Number.MAX_SAFE_INTEGER, swapTotal: Number.MAX_SAFE_INTEGER },
  cgroup: { layout: 'v2', controllers: Object.fromEntries(CONTROLLERS.map((name) => [name, controller])) },
  userNamespaces: { available: true, subuid: [], subgid: [] },
  namespaces: ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'],
  capabilities: {
    last: CAPABILITY_NAMES.length - 1,
    lastName: CAPABILITY_NAMES.at(-1) ?? '',
    bounding: [...CAPABILITY_NAMES],
  },
  security: { seccomp: true, apparmor: true, selinux: true },
  pressure: true,
  network: { unprivilegedPortStart: 0 },
};

/** What the engine makes of a container, without its `x-oci`, where the program runs as root: others have fewer rights. */
export function generatedConfig(container: ContainerSpec): OciConfig {
  return toOciConfig({
    id: '0'.repeat(64),
    spec: { ...container, 'x-oci': undefined },
    image: {},
    host: ABLE_HOST,
    helper: { mode: 'root', controllers: CONTROLLERS },
    user: { uid: 0, gid: 0, additionalGids: [], home: '/root' },
    cgroupsPath: '/',
  }).config;
}
