import type { DeviceRate, HostConfig } from '../../container/ContainerSpec';
import { textOf, valueAt } from '../../yaml/Located';
import { report } from '../LoadContext';
import { parseBytes, parseInteger } from '../units';
import type { NormalizeContext } from './NormalizeContext';
import { compact } from './readers';
import type { Reader } from './readers';

/** The same limit under the service and under `deploy`: both may be given only when they agree. */
function either<T>(
  context: NormalizeContext,
  read: Reader,
  own: string,
  deploy: string,
  ownValue: T | undefined,
  deployValue: T | undefined,
): T | undefined {
  if (ownValue !== undefined && deployValue !== undefined && ownValue !== deployValue) {
    const node = read.node(own);
    if (node) report(context, 'limit-conflict', node, `${own} and deploy.${deploy} differ; keep one of them.`);
  }
  return ownValue ?? deployValue;
}

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

export function resourcePart(context: NormalizeContext, read: Reader): HostConfig {
  const limits = ['deploy', 'resources', 'limits'] as const;
  const memory = either(
    context,
    read,
    'mem_limit',
    'resources.limits.memory',
    read.bytes('mem_limit'),
    read.bytes(...limits, 'memory'),
  );
  const cpus = either(context, read, 'cpus', 'resources.limits.cpus', read.number('cpus'), read.number(...limits, 'cpus'));
  const pids = either(
    context,
    read,
    'pids_limit',
    'resources.limits.pids',
    read.integer('pids_limit'),
    read.integer(...limits, 'pids'),
  );
  const deployReservation = read.bytes('deploy', 'resources', 'reservations', 'memory');
  const reservation = either(
    context,
    read,
    'mem_reservation',
    'resources.reservations.memory',
    read.bytes('mem_reservation'),
    deployReservation,
  );
  const swap = read.text('memswap_limit') === '-1' ? -1 : read.bytes('memswap_limit');
  return compact({
    Memory: memory,
    MemoryReservation: reservation,
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
    PidsLimit: pids,
    ShmSize: read.bytes('shm_size'),
    Devices: devices(read),
    DeviceCgroupRules: read.texts('device_cgroup_rules'),
    ...blockIoPart(read),
  });
}
