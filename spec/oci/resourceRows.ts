import type { DeviceRate } from '../container/ContainerSpec';
import { requireController } from './limits';
import type { OciThrottle } from './OciConfig';
import type { OciContext } from './OciContext';

/** Docker's floor: less does not hold the init of a container. */
const MIN_MEMORY = 6 * 1024 * 1024;

export function applyMemory(context: OciContext): void {
  const { hostConfig, config, report, input } = context;
  const { Memory: limit = 0, MemorySwap: swap = 0, MemoryReservation: reservation = 0 } = hostConfig;
  const isV1 = input.host.cgroup.controllers['memory']?.version === 1;
  if (limit > 0 && requireController(context, 'memory', 'HostConfig.Memory')) {
    if (limit < MIN_MEMORY) report('memory-too-small', 'HostConfig.Memory', 'Minimum memory limit allowed is 6MB');
    config.linux.resources.memory = { limit };
    if (swap === 0) config.linux.resources.memory.swap = limit * 2;
    else if (swap > 0 && swap < limit)
      report(
        'memory-swap-invalid',
        'HostConfig.MemorySwap',
        'Minimum memoryswap limit should be larger than memory limit, see usage',
      );
    else config.linux.resources.memory.swap = swap;
  } else if (limit === 0 && swap > 0) {
    report(
      'memory-swap-invalid',
      'HostConfig.MemorySwap',
      'You should always set the Memory limit when using Memoryswap limit, see usage',
    );
  }
  if (reservation > 0 && requireController(context, 'memory', 'HostConfig.MemoryReservation')) {
    if (limit > 0 && limit < reservation)
      report(
        'memory-reservation-invalid',
        'HostConfig.MemoryReservation',
        'Minimum memory limit can not be less than memory reservation limit, see usage',
      );
    config.linux.resources.memory = { ...config.linux.resources.memory, reservation };
  }
  const swappiness = hostConfig.MemorySwappiness ?? -1;
  if (swappiness >= 0) applyV1Memory(context, 'MemorySwappiness', isV1, { swappiness });
  if (swappiness > 100)
    report(
      'memory-swappiness-invalid',
      'HostConfig.MemorySwappiness',
      `Invalid value: ${swappiness}, valid memory swappiness range is 0-100`,
    );
  if (hostConfig.OomKillDisable) applyV1Memory(context, 'OomKillDisable', isV1, { disableOOMKiller: true });
  if ((hostConfig.KernelMemory ?? 0) > 0)
    report(
      'limit-unenforceable',
      'HostConfig.KernelMemory',
      'KernelMemory cannot be enforced: kernels since 5.16 have no limit of kernel memory alone. Use Memory.',
    );
}

/** Settings the unified hierarchy has no file for. */
function applyV1Memory(
  context: OciContext,
  key: string,
  isV1: boolean,
  value: { swappiness?: number; disableOOMKiller?: boolean },
): void {
  const path = `HostConfig.${key}`;
  if (!requireController(context, 'memory', path)) return;
  if (!isV1) context.report('limit-unenforceable', path, `${key} cannot be enforced: cgroup v2 has no such setting.`);
  else context.config.linux.resources.memory = { ...context.config.linux.resources.memory, ...value };
}

export function applyPids(context: OciContext): void {
  const limit = context.hostConfig.PidsLimit ?? 0;
  if (limit > 0 && requireController(context, 'pids', 'HostConfig.PidsLimit')) context.config.linux.resources.pids = { limit };
}

export function applyBlockIo(context: OciContext): void {
  const { hostConfig, config, report, input } = context;
  const io: NonNullable<typeof config.linux.resources.blockIO> = {};
  const weight = hostConfig.BlkioWeight ?? 0;
  if (weight > 0 && requireController(context, 'io', 'HostConfig.BlkioWeight')) {
    if (weight < 10 || weight > 1000)
      report('blkio-weight-invalid', 'HostConfig.BlkioWeight', 'Range of blkio weight is from 10 to 1000');
    io.weight = weight;
  }
  const nodeOf = (path: string, key: string): { major: number; minor: number } | undefined => {
    const node = input.device?.(path);
    if (!node) report('device-not-found', key, `${path} is not a device on this host.`);
    return node && { major: node.major, minor: node.minor };
  };
  const rates = (
    key: 'BlkioDeviceReadBps' | 'BlkioDeviceWriteBps' | 'BlkioDeviceReadIOps' | 'BlkioDeviceWriteIOps',
  ): OciThrottle[] | undefined => {
    const wanted: DeviceRate[] = hostConfig[key] ?? [];
    if (wanted.length === 0 || !requireController(context, 'io', `HostConfig.${key}`)) return undefined;
    return wanted.flatMap(({ Path, Rate }) => {
      const node = nodeOf(Path, `HostConfig.${key}`);
      return node ? [{ ...node, rate: Rate }] : [];
    });
  };
  const weights = hostConfig.BlkioWeightDevice ?? [];
  if (weights.length > 0 && requireController(context, 'io', 'HostConfig.BlkioWeightDevice'))
    io.weightDevice = weights.flatMap(({ Path, Weight }) => {
      const node = nodeOf(Path, 'HostConfig.BlkioWeightDevice');
      return node ? [{ ...node, weight: Weight }] : [];
    });
  const throttles = {
    throttleReadBpsDevice: rates('BlkioDeviceReadBps'),
    throttleWriteBpsDevice: rates('BlkioDeviceWriteBps'),
    throttleReadIOPSDevice: rates('BlkioDeviceReadIOps'),
    throttleWriteIOPSDevice: rates('BlkioDeviceWriteIOps'),
  };
  Object.assign(io, Object.fromEntries(Object.entries(throttles).filter(([, value]) => value !== undefined)));
  if (Object.keys(io).length > 0) config.linux.resources.blockIO = io;
}
