import {
  any,
  assignments,
  oneOf,
  setOf,
  boolean,
  bytes,
  dict,
  either,
  from,
  ignored,
  integer,
  integerIn,
  list,
  no,
  object,
  string,
  suggesting,
} from './ValueType';
import { CPU_LIST, DEVICE, DEVICE_RIGHTS } from './texts';
import type { KeySpec, ValueType, Vocabulary } from './ValueType';

const GPU: Vocabulary = {
  capabilities: {
    type: setOf(
      suggesting({
        gpu: 'Any graphics processor.',
        compute: 'CUDA and OpenCL.',
        utility: '`nvidia-smi` and the like.',
        graphics: 'OpenGL and Vulkan.',
        video: 'Coding and decoding of video.',
        tpu: 'A processor for tensors.',
      }),
    ),
    doc: 'What it must be able to do, as `gpu` or `tpu`.',
  },
  count: { type: either(oneOf('all'), { kind: 'integer', min: 0 }), doc: 'How many; `all` when missing.' },
  device_ids: { type: setOf(string), doc: 'Which, instead of how many.' },
  driver: { type: string, doc: 'Driver that hands them out, as `nvidia`.' },
  options: { type: assignments, doc: 'Options of the driver.' },
};

/** A device of `deploy.resources.reservations`. */
export const RESERVED_DEVICE: ValueType = object(GPU, ['capabilities']);

const WINDOWS = no('it is for Windows containers');

function deviceRates(doc: string, v1: string, v2: string, unit: 'bytes' | 'operations'): KeySpec {
  const rate: KeySpec = { type: unit === 'bytes' ? bytes : integer, doc: `Limit in ${unit} per second.` };
  return {
    type: list(
      object({ path: { type: from('device'), doc: 'Device node on the host, as in `/dev/sda`.' }, rate }, ['path', 'rate']),
    ),
    doc,
    kernel: { v1, v2 },
  };
}

const BLKIO_KEYS: Vocabulary = {
  weight: {
    type: integerIn(10, 1000),
    doc: 'Share of device time against other containers.',
    default: '500',
    kernel: { v1: 'blkio.weight (or blkio.bfq.weight)', v2: 'io.weight (or io.bfq.weight)' },
  },
  weight_device: {
    type: list(
      object(
        {
          path: { type: from('device'), doc: 'Device node on the host.' },
          weight: { type: integerIn(10, 1000), doc: 'Share on this device.' },
        },
        ['path', 'weight'],
      ),
    ),
    doc: 'Share of single devices.',
    kernel: { v1: 'blkio.weight_device', v2: 'io.weight' },
  },
  device_read_bps: deviceRates(
    'Bytes read per second from a device.',
    'blkio.throttle.read_bps_device',
    'io.max (rbps)',
    'bytes',
  ),
  device_write_bps: deviceRates(
    'Bytes written per second to a device.',
    'blkio.throttle.write_bps_device',
    'io.max (wbps)',
    'bytes',
  ),
  device_read_iops: deviceRates(
    'Reads per second from a device.',
    'blkio.throttle.read_iops_device',
    'io.max (riops)',
    'operations',
  ),
  device_write_iops: deviceRates(
    'Writes per second to a device.',
    'blkio.throttle.write_iops_device',
    'io.max (wiops)',
    'operations',
  ),
};

/** Limits, and where the kernel keeps them. */
export const RESOURCE_KEYS: Vocabulary = {
  mem_limit: {
    type: bytes,
    doc: 'Memory of all processes of the container together, page cache included. What would exceed it is reclaimed, else a process is killed.',
    example: '64m',
    kernel: { v1: 'memory.limit_in_bytes', v2: 'memory.max' },
  },
  mem_reservation: {
    type: bytes,
    doc: 'Memory the kernel tries to leave to the container when the host runs short.',
    kernel: { v1: 'memory.soft_limit_in_bytes', v2: 'memory.low' },
  },
  memswap_limit: {
    type: either(bytes, integerIn(-1, -1)),
    doc: 'Memory **and** swap together; -1 is unlimited swap. Needs `mem_limit`.',
    default: 'twice `mem_limit`',
    kernel: { v1: 'memory.memsw.limit_in_bytes', v2: 'memory.swap.max (difference)' },
  },
  mem_swappiness: {
    type: integerIn(0, 100),
    doc: 'How willingly anonymous pages are swapped out.',
    kernel: { v1: 'memory.swappiness' },
  },
  oom_kill_disable: {
    type: boolean,
    doc: 'Makes processes wait instead of being killed when the memory limit is reached.',
    default: 'false',
    kernel: { v1: 'memory.oom_control' },
  },
  cpus: {
    type: { kind: 'number', min: 0 },
    doc: 'CPU time as a number of cores: `0.5` is half a core, whichever it runs on.',
    example: '0.5',
    kernel: { v1: 'cpu.cfs_quota_us, cpu.cfs_period_us', v2: 'cpu.max' },
  },
  cpu_shares: {
    type: { kind: 'integer', min: 0 },
    doc: 'Share of CPU time against other containers when there is not enough for all.',
    default: '1024',
    kernel: { v1: 'cpu.shares', v2: 'cpu.weight' },
  },
  cpu_period: {
    type: either(integer, { kind: 'duration' }),
    doc: 'Length of a scheduling period in microseconds.',
    default: '100000',
    kernel: { v1: 'cpu.cfs_period_us', v2: 'cpu.max' },
  },
  cpu_quota: {
    type: either(integer, { kind: 'duration' }),
    doc: 'CPU time per `cpu_period` in microseconds.',
    kernel: { v1: 'cpu.cfs_quota_us', v2: 'cpu.max' },
  },
  cpu_rt_runtime: {
    type: either(integer, { kind: 'duration' }),
    doc: 'Microseconds per `cpu_rt_period` for real-time tasks.',
    kernel: { v1: 'cpu.rt_runtime_us' },
  },
  cpu_rt_period: {
    type: either(integer, { kind: 'duration' }),
    doc: 'Period of the real-time budget in microseconds.',
    kernel: { v1: 'cpu.rt_period_us' },
  },
  cpu_count: { type: integer, doc: 'Number of usable CPUs.', support: WINDOWS },
  cpu_percent: { type: integerIn(0, 100), doc: 'Percentage of the available CPUs.', support: WINDOWS },
  cpuset: {
    type: CPU_LIST,
    doc: 'CPUs the container may run on, as in `0-3,6`.',
    kernel: { v1: 'cpuset.cpus', v2: 'cpuset.cpus' },
  },
  pids_limit: {
    type: { kind: 'integer', min: -1 },
    doc: 'Processes and threads at most; -1 is no limit.',
    kernel: { v1: 'pids.max', v2: 'pids.max' },
  },
  blkio_config: { type: object(BLKIO_KEYS), doc: 'Limits of block device input and output.' },
  shm_size: { type: bytes, doc: 'Size of `/dev/shm`.', default: '64m', kernel: { file: 'size= of the tmpfs at /dev/shm' } },
  storage_opt: {
    type: dict(any),
    doc: 'Options of the storage driver, as in `size: 1G`.',
    support: no('the size of a container layer cannot be limited yet'),
  },
  gpus: {
    type: either(oneOf('all'), list(object(GPU))),
    doc: 'GPUs to give to the container.',
    since: 'Compose 2.30',
    support: no('GPUs by capability are not available yet; name the device nodes under devices'),
  },
  isolation: {
    type: string,
    doc: 'Isolation technology of Windows containers.',
    support: ignored('it is for Windows containers'),
  },
  credential_spec: {
    type: object({
      config: { type: string, doc: 'Name of a config with the credentials.' },
      file: { type: string, doc: 'File with the credentials.' },
      registry: { type: string, doc: 'Value of the registry with the credentials.' },
    }),
    doc: 'Credentials of managed service accounts.',
    support: WINDOWS,
  },
  cgroup_parent: {
    type: string,
    doc: 'Cgroup to make the cgroup of the container in.',
    support: no('the place of the cgroup is chosen by the engine'),
  },
  device_cgroup_rules: {
    type: setOf({ kind: 'string', pattern: /^[abc] (\d+|\*):(\d+|\*) [rwm]{1,3}$/, expected: "a rule as in 'c 189:* rmw'" }),
    doc: 'Device numbers the container may use, beside those of `devices`.',
    kernel: { v1: 'devices.allow', v2: 'BPF program of type cgroup_device' },
  },
  devices: {
    type: list(
      either(
        DEVICE,
        object(
          {
            source: { type: from('device'), doc: 'Device node on the host.' },
            target: { type: string, doc: 'Where it appears in the container.' },
            permissions: { type: DEVICE_RIGHTS, doc: 'Any of `r`, `w`, `m`.', default: 'rwm' },
          },
          ['source'],
        ),
      ),
    ),
    doc: 'Device nodes of the host to make available: `host[:container[:rwm]]`.',
    kernel: { v1: 'devices.allow', v2: 'BPF program of type cgroup_device' },
  },
};
