/** The kernel and the user a spec is compared with: read without privileges, so that a language server can do it. */
export interface HostFacts {
  kernel: { release: string; machine: string };
  user: { uid: number; gid: number; name: string; home: string };
  cpus: { online: number[] };
  /** Bytes. */
  memory: { total: number; swapTotal: number };
  cgroup: CgroupFacts;
  /** Whether an unprivileged user may make a user namespace, and the sub-ID ranges this user has. */
  userNamespaces: { available: boolean; reason?: string; subuid: IdRange[]; subgid: IdRange[] };
  namespaces: string[];
  capabilities: { last: number; lastName: string; /** Bounding set of this process, as names (`CAP_…`). */ bounding: string[] };
  security: { seccomp: boolean; apparmor: boolean; selinux: boolean };
  filesystems: string[];
  pressure: boolean;
  network: { unprivilegedPortStart: number };
  /** Settings below `/proc/sys` that a namespace may have a value of its own of, with dots. */
  sysctls?: string[];
  /** What is below `/dev`. */
  devices?: DeviceFacts;
}

export interface DeviceFacts {
  nodes: DeviceNode[];
  /** Directories that are listed with everything in them. */
  directories: string[];
}

interface DeviceNode {
  path: string;
  type: 'c' | 'b';
  major: number;
  minor: number;
}

export interface IdRange {
  start: number;
  count: number;
}

export interface CgroupFacts {
  layout: 'v2' | 'v1' | 'hybrid' | 'none';
  /** Controller name → where it sits. Only controllers that are mounted. */
  controllers: Record<string, CgroupController>;
}

export interface CgroupController {
  version: 1 | 2;
  /** Mount point of the hierarchy, as in `/sys/fs/cgroup/memory`. */
  mountPoint: string;
  /** This process's cgroup in the hierarchy, as in `/` or `/user.slice/…`. */
  path: string;
  /** Whether this user can make children there. */
  writable: boolean;
}
