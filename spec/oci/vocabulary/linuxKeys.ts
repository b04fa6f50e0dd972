import { boolean, choice, dict, from, list, matching, object, oneOf, string } from '../../compose/vocabulary/ValueType';
import type { ValueType, Vocabulary } from '../../compose/vocabulary/ValueType';
import { int64, uint32 } from './integers';
import { RESOURCE_KEYS } from './resourceKeys';
import { SECCOMP_TYPE } from './seccompKeys';

export const ID_MAPPING: ValueType = object(
  {
    containerID: { type: uint32, doc: 'First id in the container.' },
    hostID: { type: uint32, doc: 'First id outside of it.' },
    size: { type: uint32, doc: 'How many ids.' },
  },
  ['containerID', 'hostID', 'size'],
);

const DEVICE: ValueType = object(
  {
    type: {
      type: choice({ c: 'Character device.', b: 'Block device.', u: 'Character device without a buffer.', p: 'FIFO.' }),
      doc: 'Kind of node.',
    },
    path: { type: from('device'), doc: 'Absolute path in the container.' },
    major: { type: int64, doc: 'Major number; not for a FIFO.' },
    minor: { type: int64, doc: 'Minor number; not for a FIFO.' },
    fileMode: { type: { kind: 'integer', min: 0, max: 0o777 }, doc: 'Permissions, as a decimal number: 438 is 0666.' },
    uid: { type: uint32, doc: 'Owner.' },
    gid: { type: uint32, doc: 'Group.' },
  },
  ['type', 'path'],
);

const NAMESPACE: ValueType = object(
  {
    type: {
      type: choice({
        pid: 'Process ids.',
        network: 'Interfaces, addresses, ports and routes.',
        mount: 'Mounts.',
        ipc: 'System V IPC and POSIX message queues.',
        uts: 'Host name and NIS domain name.',
        user: 'User and group ids, and capabilities.',
        cgroup: 'The root of the tree of cgroups.',
        time: 'The boot-time and monotonic clocks. Since Linux 5.6.',
      }),
      doc: 'Which namespace.',
    },
    path: { type: string, doc: 'An existing one to join, as in /proc/<pid>/ns/net; without it a new one is made.' },
  },
  ['type'],
);

const CLOCK_OFFSET: ValueType = object({
  secs: { type: int64, doc: 'Seconds.' },
  nanosecs: { type: { kind: 'integer', min: 0, max: 999_999_999 }, doc: 'Nanoseconds.' },
});

export const LINUX_KEYS: Vocabulary = {
  namespaces: {
    type: list(NAMESPACE),
    doc: 'Namespaces of the container; one that is not listed is the one of the runtime.',
    kernel: { file: '/proc/<pid>/ns/' },
  },
  uidMappings: { type: list(ID_MAPPING), doc: 'User ids of the user namespace.', kernel: { file: '/proc/<pid>/uid_map' } },
  gidMappings: { type: list(ID_MAPPING), doc: 'Group ids of the user namespace.', kernel: { file: '/proc/<pid>/gid_map' } },
  timeOffsets: {
    type: object({
      boottime: { type: CLOCK_OFFSET, doc: 'Time since boot.' },
      monotonic: { type: CLOCK_OFFSET, doc: 'The monotonic clock.' },
    }),
    doc: 'Offsets of the clocks in a time namespace.',
    kernel: { file: '/proc/<pid>/timens_offsets' },
  },
  devices: { type: list(DEVICE), doc: 'Device nodes to make beside the default ones.' },
  netDevices: {
    type: dict(
      object({
        name: {
          type: matching(/^(?!\.{1,2}$)[^\s/:]{1,15}$/, 'a name of an interface: 15 characters at most, without blanks, / and :'),
          doc: 'Name in the container.',
        },
      }),
    ),
    doc: 'Network devices of the host to move in, by name.',
    since: 'runtime-spec 1.3',
  },
  cgroupsPath: {
    type: string,
    doc: 'Path of the cgroup below the mount point of the hierarchies.',
    kernel: { file: '/proc/<pid>/cgroup' },
  },
  resources: { type: object(RESOURCE_KEYS), doc: 'Limits of the cgroup.' },
  sysctl: {
    type: { kind: 'dict', of: string, keySource: 'sysctl' },
    doc: 'Kernel settings of own namespaces, the values as texts.',
    kernel: { file: '/proc/sys/' },
  },
  seccomp: { type: SECCOMP_TYPE, doc: 'The system call filter.', kernel: { file: '/proc/<pid>/status Seccomp' } },
  rootfsPropagation: {
    type: choice({
      private: 'Mounts are seen on neither other side.',
      shared: 'Mounts are seen on both sides.',
      slave: 'Mounts of the host are seen in the container.',
      unbindable: 'Private, and cannot be bind-mounted.',
      // The specification names the four above; Podman writes these, and runtimes take them.
      rprivate: 'The same as `private`, with all mounts below.',
      rshared: 'The same as `shared`, with all mounts below.',
      rslave: 'The same as `slave`, with all mounts below.',
      runbindable: 'The same as `unbindable`, with all mounts below.',
    }),
    doc: 'Propagation of the root mount.',
  },
  maskedPaths: { type: list(string), doc: 'Absolute paths that are covered.' },
  readonlyPaths: { type: list(string), doc: 'Absolute paths that cannot be written.' },
  mountLabel: { type: string, doc: 'SELinux label of the mounts.' },
  personality: {
    type: object(
      {
        domain: { type: oneOf('LINUX', 'LINUX32'), doc: 'Execution domain.' },
        flags: { type: list(string), doc: 'None is supported so far.' },
      },
      ['domain'],
    ),
    doc: 'Execution domain. See personality(2).',
  },
  intelRdt: {
    type: object({
      closID: { type: string, doc: 'Name of the class of service.' },
      schemata: { type: list(string), doc: 'Lines for the schemata file.', since: 'runtime-spec 1.3' },
      l3CacheSchema: { type: string, doc: 'L3 cache lines of the schemata file.' },
      memBwSchema: { type: matching(/^MB:[^\n]*$/, 'a line as in MB:0=20'), doc: 'Memory bandwidth line of the schemata file.' },
      enableMonitoring: { type: boolean, doc: 'Makes a monitoring group.', since: 'runtime-spec 1.3' },
      enableCMT: { type: boolean, doc: 'Cache monitoring.' },
      enableMBM: { type: boolean, doc: 'Memory bandwidth monitoring.' },
    }),
    doc: 'Cache and memory bandwidth allocation.',
    kernel: { file: '/sys/fs/resctrl/' },
  },
  memoryPolicy: {
    type: object(
      {
        mode: {
          type: choice({
            MPOL_DEFAULT: 'No policy of its own.',
            MPOL_BIND: 'Only from these nodes.',
            MPOL_INTERLEAVE: 'From these nodes in turn.',
            MPOL_WEIGHTED_INTERLEAVE: 'From these nodes in turn, by weight. Since Linux 6.9.',
            MPOL_PREFERRED: 'From this node when it can be.',
            MPOL_PREFERRED_MANY: 'From these nodes when it can be. Since Linux 5.15.',
            MPOL_LOCAL: 'From the node it runs on.',
          }),
          doc: 'Policy. See set_mempolicy(2).',
        },
        nodes: { type: string, doc: 'Memory nodes as in 0-1.' },
        flags: {
          type: list(oneOf('MPOL_F_NUMA_BALANCING', 'MPOL_F_RELATIVE_NODES', 'MPOL_F_STATIC_NODES')),
          doc: 'Flags of the policy.',
        },
      },
      ['mode'],
    ),
    doc: 'NUMA memory policy.',
    since: 'runtime-spec 1.3',
  },
};
