import type { DeviceRate, HostConfig } from '../../container/ContainerSpec';
import { textOf, valueAt } from '../../yaml/Located';
import { parseBytes, parseInteger } from '../units';
import { compact } from './readers';
import type { Reader } from './readers';

/** A number is microseconds; a text may have a unit. */
function microseconds(read: Reader, key: string): number | undefined {
  const plain = read.integer(key);
  if (plain !== undefined) return plain;
  const nanoseconds = read.duration(key);
  return nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1000);
}

function rates(read: Reader, key: string, parse: (text: string) => number | undefined): DeviceRate[] {
  return read.items('blkio_config', key).flatMap((item) => {
    const path = textOf(valueAt(item, 'path'));
    const rate = parse(textOf(valueAt(item, 'rate')) ?? '');
    return path === undefined || rate === undefined ? [] : [{ Path: path, Rate: rate }];
  });
}

function blockIoPart(read: Reader): HostConfig {
  return {
    BlkioWeight: read.integer('blkio_config', 'weight'),
    BlkioWeightDevice: read.items('blkio_config', 'weight_device').flatMap((item) => {
      const path = textOf(valueAt(item, 'path'));
      const weight = parseInteger(textOf(valueAt(item, 'weight')) ?? '');
      return path === undefined || weight === undefined ? [] : [{ Path: path, Weight: weight }];
    }),
    BlkioDeviceReadBps: rates(read, 'device_read_bps', parseBytes),
    BlkioDeviceWriteBps: rates(read, 'device_write_bps', parseBytes),
    BlkioDeviceReadIOps: rates(read, 'device_read_iops', parseInteger),
    BlkioDeviceWriteIOps: rates(read, 'device_write_iops', parseInteger),
  };
}

function devices(read: Reader): HostConfig['Devices'] {
  return read.items('devices').flatMap((item) => {
    const text = textOf(item);
    const [source, target, permissions] =
      text === undefined ? ['source', 'target', 'permissions'].map((key) => textOf(valueAt(item, key))) : text.split(':');
    if (!source) return [];
    return [{ PathOnHost: source, PathInContainer: target ?? source, CgroupPermissions: permissions ?? 'rwm' }];
  });
}

export function resourcePart(read: Reader): HostConfig {
  // The same limit may stand in both places when it says the same.
  const limits = ['deploy', 'resources', 'limits'] as const;
  const cpus = read.number('cpus') ?? read.number(...limits, 'cpus');
  const swap = read.text('memswap_limit') === '-1' ? -1 : read.bytes('memswap_limit');
  return compact({
    Memory: read.bytes('mem_limit') ?? read.bytes(...limits, 'memory'),
    MemoryReservation: read.bytes('mem_reservation') ?? read.bytes('deploy', 'resources', 'reservations', 'memory'),
    MemorySwap: swap,
    MemorySwappiness: read.integer('mem_swappiness'),
    OomKillDisable: read.boolean('oom_kill_disable'),
    NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
    CpuShares: read.integer('cpu_shares'),
    CpuPeriod: microseconds(read, 'cpu_period'),
    CpuQuota: microseconds(read, 'cpu_quota'),
    CpuRealtimePeriod: microseconds(read, 'cpu_rt_period'),
    CpuRealtimeRuntime: microseconds(read, 'cpu_rt_runtime'),
    CpusetCpus: read.text('cpuset'),
    PidsLimit: read.integer('pids_limit') ?? read.integer(...limits, 'pids'),
    ShmSize: read.bytes('shm_size'),
    Devices: devices(read),
    DeviceCgroupRules: read.texts('device_cgroup_rules'),
    ...blockIoPart(read),
  });
}
