/**
 * The kernel and the user a spec is compared with: read without privileges, so that a language server can do it. What may be missing
 * is missing in profiles that an older version made.
 */
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
  filesystems?: string[];
  pressure: boolean;
  network: { unprivilegedPortStart: number; /** Ports that are taken. */ listening?: Listener[] };
  /** Settings below `/proc/sys` that a namespace may have a value of its own of, with dots. */
  sysctls?: string[];
  /** What is below `/dev`. */
  devices?: DeviceFacts;
  /** Block devices as `major:minor`. */
  blockDevices?: string[];
  /** Sizes of huge pages as in `2MB`. */
  hugepages?: string[];
  /** `fs.nr_open`. */
  maxOpenFiles?: number;
  /** Machines whose programs are emulated, as qemu names them. */
  emulators?: string[];
}

export interface DeviceFacts {
  nodes: DeviceNode[];
  /** Directories that are listed with everything in them. */
  directories: string[];
  /** What else is in them: links, sockets, directories that are not listed. */
  others: string[];
}

export interface Listener {
  protocol: 'tcp' | 'udp';
  /** Empty for all addresses. */
  address: string;
  port: number;
}

export interface DeviceNode {
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
  /** Files of a cgroup by controller, for those that have a cgroup below the root where they can be seen. */
  files?: Record<string, string[]>;
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
