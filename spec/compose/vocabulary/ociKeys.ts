import { any, boolean, dict, either, integer, list, no, nothing, number, object, string } from './ValueType';
import type { KeySpec, ValueType, Vocabulary } from './ValueType';

/** RFC 7396: null takes away what was generated. */
const or = (type: ValueType): ValueType => either(type, nothing);

const RESOURCES: Vocabulary = {
  hugepageLimits: {
    type: or(
      list(
        object(
          {
            pageSize: { type: string, doc: 'Page size as in `2MB`.' },
            limit: { type: integer, doc: 'Bytes of huge pages of this size.' },
          },
          ['pageSize', 'limit'],
        ),
      ),
    ),
    doc: 'Huge pages the container may use.',
    kernel: { v1: 'hugetlb.<size>.limit_in_bytes', v2: 'hugetlb.<size>.max' },
  },
  network: {
    type: or(
      object({
        classID: { type: integer, doc: 'Class of outgoing packets, for tc.', kernel: { v1: 'net_cls.classid' } },
        priorities: { type: list(any), doc: 'Priority per interface.', kernel: { v1: 'net_prio.ifpriomap' } },
      }),
    ),
    doc: 'Marks of outgoing packets.',
  },
  rdma: { type: or(dict(any)), doc: 'Handles and objects per RDMA device.', kernel: { v1: 'rdma.max', v2: 'rdma.max' } },
  unified: {
    type: or(dict(any)),
    doc: 'Files of cgroup v2 by name, as in `memory.high: "64M"`.',
    kernel: { v2: 'the file named' },
  },
  memory: { type: or(dict(any)), doc: 'Memory limits in the words of the OCI.', kernel: { v1: 'memory.*', v2: 'memory.*' } },
  cpu: {
    type: or(dict(any)),
    doc: 'CPU limits; `burst` and `idle` have no key in Compose.',
    kernel: { v1: 'cpu.*, cpuset.*', v2: 'cpu.*, cpuset.*' },
  },
  pids: {
    type: or(object({ limit: { type: integer, doc: 'Processes at most.' } })),
    doc: 'Number of processes.',
    kernel: { v1: 'pids.max', v2: 'pids.max' },
  },
  blockIO: { type: or(dict(any)), doc: 'Limits of block devices.', kernel: { v1: 'blkio.*', v2: 'io.*' } },
  devices: {
    type: or(list(any)),
    doc: 'Device rules, appended to the generated ones.',
    kernel: { v1: 'devices.allow, devices.deny', v2: 'BPF program of type cgroup_device' },
  },
};

const free = (doc: string): KeySpec => ({ type: or(either(dict(any), list(any))), doc });

const LINUX: Vocabulary = {
  resources: { type: or(object(RESOURCES)), doc: 'Limits Compose has no key for.' },
  namespaces: free('Further namespaces, as `{ type: time }`; appended to the generated ones.'),
  sysctl: { type: or(dict(any)), doc: 'Kernel settings of own namespaces.', kernel: { file: '/proc/sys/…' } },
  seccomp: free('The system call filter; null takes it away.'),
  devices: free('Further device nodes.'),
  maskedPaths: { type: or(list(string)), doc: 'Further paths to cover.' },
  readonlyPaths: { type: or(list(string)), doc: 'Further paths that cannot be written.' },
  rootfsPropagation: { type: or(string), doc: 'Propagation of the root mount: `private`, `slave`, `shared`, `unbindable`.' },
  uidMappings: free('User ids of the user namespace.'),
  gidMappings: free('Group ids of the user namespace.'),
  timeOffsets: free('Offsets of `monotonic` and `boottime` in a time namespace.'),
  intelRdt: free('Cache and memory bandwidth allocation.'),
  personality: free('Execution domain.'),
  mountLabel: { type: or(string), doc: 'SELinux label of the mounts.' },
};

const PROCESS: Vocabulary = {
  args: free('The command; appended to the generated one.'),
  cwd: { type: or(string), doc: 'Directory the command starts in.' },
  env: { type: or(list(string)), doc: 'Further environment variables.' },
  terminal: { type: or(boolean), doc: 'Whether the process has a terminal.' },
  user: { type: or(dict(any)), doc: '`uid`, `gid`, `umask`, `additionalGids`.' },
  capabilities: {
    type: or(dict(any)),
    doc: 'Capability sets; `ambient` has no key in Compose.',
    kernel: { file: '/proc/<pid>/status' },
  },
  rlimits: free('Further resource limits.'),
  noNewPrivileges: {
    type: or(boolean),
    doc: 'No gain of rights by set-user-ID programs.',
    kernel: { file: '/proc/<pid>/status NoNewPrivs' },
  },
  oomScoreAdj: {
    type: or(number),
    doc: 'How willingly the kernel kills the process.',
    kernel: { file: '/proc/<pid>/oom_score_adj' },
  },
  scheduler: { type: or(dict(any)), doc: '`policy`, `nice`, `priority` … See sched(7).' },
  ioPriority: { type: or(dict(any)), doc: '`class` and `priority`. See ioprio_set(2).' },
  apparmorProfile: { type: or(string), doc: 'AppArmor profile.' },
  selinuxLabel: { type: or(string), doc: 'SELinux label.' },
  execCPUAffinity: { type: or(dict(any)), doc: 'CPUs of `exec` processes.' },
};

/** The part of an OCI runtime config that `x-oci` may hold. */
export const OCI_KEYS: Vocabulary = {
  linux: { type: or(object(LINUX)), doc: 'Namespaces, limits and protection.' },
  process: { type: or(object(PROCESS)), doc: 'The process itself.' },
  mounts: { type: or(list(any)), doc: 'Further mounts: `{ destination, type, source, options }`.' },
  annotations: { type: or(dict(any)), doc: 'Annotations, for runtimes and tools.' },
  hostname: { type: or(string), doc: 'Host name.' },
  domainname: { type: or(string), doc: 'NIS domain name.' },
  root: { type: or(dict(any)), doc: '`readonly` of the root filesystem.' },
  hooks: {
    type: any,
    doc: 'Programs to run on the host.',
    support: no('hooks run programs on the host and are not taken from a spec'),
  },
};
