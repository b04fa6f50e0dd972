import { boolean, dict, list, matching, object, string } from '../../compose/vocabulary/ValueType';
import type { ValueType, Vocabulary } from '../../compose/vocabulary/ValueType';
import { int64, uint16, uint32, uint64 } from './integers';

const BLOCK_DEVICE: Vocabulary = {
  major: { type: int64, doc: 'Major number of the device.' },
  minor: { type: int64, doc: 'Minor number of the device.' },
};
const THROTTLE = list(
  object({ ...BLOCK_DEVICE, rate: { type: uint64, doc: 'Bytes or operations a second.' } }, ['major', 'minor']),
);

const MEMORY_KEYS: Vocabulary = {
  limit: { type: int64, doc: 'Bytes of memory; -1 for no limit.', kernel: { v1: 'memory.limit_in_bytes', v2: 'memory.max' } },
  reservation: {
    type: int64,
    doc: 'Bytes that are not reclaimed first.',
    kernel: { v1: 'memory.soft_limit_in_bytes', v2: 'memory.low' },
  },
  swap: {
    type: int64,
    doc: 'Bytes of memory and swap together.',
    kernel: { v1: 'memory.memsw.limit_in_bytes', v2: 'memory.swap.max (without the memory)' },
  },
  kernel: {
    type: int64,
    doc: 'Bytes of kernel memory.',
    kernel: { v1: 'memory.kmem.limit_in_bytes' },
    deprecated: 'kernels since 5.16 do not have it',
  },
  kernelTCP: { type: int64, doc: 'Bytes of TCP buffers.', kernel: { v1: 'memory.kmem.tcp.limit_in_bytes' } },
  swappiness: {
    type: { kind: 'integer', min: 0, max: 100 },
    doc: 'How willingly memory is swapped out.',
    kernel: { v1: 'memory.swappiness' },
  },
  disableOOMKiller: { type: boolean, doc: 'Lets processes wait instead of killing one.', kernel: { v1: 'memory.oom_control' } },
  useHierarchy: { type: boolean, doc: 'Whether children count; always so on cgroup v2.', kernel: { v1: 'memory.use_hierarchy' } },
  checkBeforeUpdate: { type: boolean, doc: 'Refuses a new limit below what is in use.' },
};

const CPU_KEYS: Vocabulary = {
  shares: { type: uint64, doc: 'Weight of the cgroup, 1024 by default.', kernel: { v1: 'cpu.shares', v2: 'cpu.weight' } },
  quota: {
    type: int64,
    doc: 'Microseconds of CPU time a period; -1 for no limit.',
    kernel: { v1: 'cpu.cfs_quota_us', v2: 'cpu.max' },
  },
  burst: {
    type: uint64,
    doc: 'Microseconds that may be saved up beyond the quota.',
    kernel: { v1: 'cpu.cfs_burst_us', v2: 'cpu.max.burst' },
  },
  period: {
    type: uint64,
    doc: 'Microseconds of a period.',
    default: '100000',
    kernel: { v1: 'cpu.cfs_period_us', v2: 'cpu.max' },
  },
  realtimeRuntime: { type: int64, doc: 'Microseconds of realtime CPU time a period.', kernel: { v1: 'cpu.rt_runtime_us' } },
  realtimePeriod: { type: uint64, doc: 'Microseconds of a period of realtime scheduling.', kernel: { v1: 'cpu.rt_period_us' } },
  cpus: { type: string, doc: 'CPUs to run on, as in 0-3,7.', kernel: { v1: 'cpuset.cpus', v2: 'cpuset.cpus' } },
  mems: { type: string, doc: 'Memory nodes to use, as in 0-1.', kernel: { v1: 'cpuset.mems', v2: 'cpuset.mems' } },
  idle: { type: int64, doc: '1 runs the cgroup only when nothing else wants to.', kernel: { v1: 'cpu.idle', v2: 'cpu.idle' } },
};

const BLOCK_IO_KEYS: Vocabulary = {
  weight: { type: uint16, doc: 'Weight, 10 to 1000.', kernel: { v1: 'blkio.weight', v2: 'io.weight, io.bfq.weight' } },
  leafWeight: { type: uint16, doc: 'Weight against child cgroups.', kernel: { v1: 'blkio.leaf_weight' } },
  weightDevice: {
    type: list(
      object(
        {
          ...BLOCK_DEVICE,
          weight: { type: uint16, doc: 'Weight, 10 to 1000.' },
          leafWeight: { type: uint16, doc: 'Weight against child cgroups.' },
        },
        ['major', 'minor'],
      ),
    ),
    doc: 'Weight per device.',
    kernel: { v1: 'blkio.weight_device', v2: 'io.weight' },
  },
  throttleReadBpsDevice: {
    type: THROTTLE,
    doc: 'Most bytes read a second.',
    kernel: { v1: 'blkio.throttle.read_bps_device', v2: 'io.max rbps' },
  },
  throttleWriteBpsDevice: {
    type: THROTTLE,
    doc: 'Most bytes written a second.',
    kernel: { v1: 'blkio.throttle.write_bps_device', v2: 'io.max wbps' },
  },
  throttleReadIOPSDevice: {
    type: THROTTLE,
    doc: 'Most reads a second.',
    kernel: { v1: 'blkio.throttle.read_iops_device', v2: 'io.max riops' },
  },
  throttleWriteIOPSDevice: {
    type: THROTTLE,
    doc: 'Most writes a second.',
    kernel: { v1: 'blkio.throttle.write_iops_device', v2: 'io.max wiops' },
  },
};

const DEVICE_RULE: ValueType = object(
  {
    allow: { type: boolean, doc: 'Whether it is allowed or denied.' },
    type: {
      type: matching(/^[abc]$/, 'a for all, b for block, c for character devices'),
      doc: '`a` all, `b` block, `c` character.',
    },
    major: { type: int64, doc: 'Major number; all without it.' },
    minor: { type: int64, doc: 'Minor number; all without it.' },
    access: { type: matching(/^[rwm]{1,3}$/, 'some of r, w and m'), doc: '`r` read, `w` write, `m` make a node.' },
  },
  ['allow'],
);

export const RESOURCE_KEYS: Vocabulary = {
  memory: { type: object(MEMORY_KEYS), doc: 'Memory limits.' },
  cpu: { type: object(CPU_KEYS), doc: 'CPU limits.' },
  pids: {
    type: object({ limit: { type: int64, doc: 'Processes at most; -1 for no limit.' } }, ['limit']),
    doc: 'Number of processes.',
    kernel: { v1: 'pids.max', v2: 'pids.max' },
  },
  blockIO: { type: object(BLOCK_IO_KEYS), doc: 'Limits of block devices.' },
  hugepageLimits: {
    type: list(
      object(
        {
          pageSize: { type: matching(/^[1-9]\d*[KMG]B$/, 'a size as in 2MB'), doc: 'Page size.' },
          limit: { type: uint64, doc: 'Bytes.' },
        },
        ['pageSize', 'limit'],
      ),
    ),
    doc: 'Huge pages by size.',
    kernel: { v1: 'hugetlb.<size>.limit_in_bytes', v2: 'hugetlb.<size>.max' },
  },
  network: {
    type: object({
      classID: { type: uint32, doc: 'Class of outgoing packets, for tc.', kernel: { v1: 'net_cls.classid' } },
      priorities: {
        type: list(
          object({ name: { type: string, doc: 'Interface.' }, priority: { type: uint32, doc: 'Priority.' } }, [
            'name',
            'priority',
          ]),
        ),
        doc: 'Priority of outgoing packets per interface.',
        kernel: { v1: 'net_prio.ifpriomap' },
      },
    }),
    doc: 'Marks of outgoing packets; cgroup v1 only.',
  },
  rdma: {
    type: dict(
      object({ hcaHandles: { type: uint32, doc: 'Handles at most.' }, hcaObjects: { type: uint32, doc: 'Objects at most.' } }),
    ),
    doc: 'RDMA resources per device.',
    kernel: { v1: 'rdma.max', v2: 'rdma.max' },
  },
  devices: {
    type: list(DEVICE_RULE),
    doc: 'Device rules, applied in order.',
    kernel: { v1: 'devices.allow, devices.deny', v2: 'BPF program of type cgroup_device' },
  },
  unified: {
    type: dict(string),
    doc: 'Files of cgroup v2 by name, as in `"memory.high": "64M"`.',
    kernel: { v2: 'the file named' },
  },
};
