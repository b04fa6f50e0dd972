import type { HostConfig } from '../container/ContainerSpec';
import type { HostFacts } from '../host/HostFacts';
import type { OciContext } from './OciContext';

/** Files of the kernel that tell too much of the host or let it be harmed. */
const DEFAULT_MASKED_PATHS: readonly string[] = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
];

const DEFAULT_READONLY_PATHS: readonly string[] = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** What is hidden and what is read-only of /proc and /sys: the defaults, unless the container says otherwise. */
export function kernelPaths(
  { Privileged, SecurityOpt, MaskedPaths, ReadonlyPaths }: HostConfig,
  { cpus }: Pick<HostFacts, 'cpus'>,
): { MaskedPaths: string[]; ReadonlyPaths: string[] } {
  const isOpen = Privileged === true || (SecurityOpt ?? []).includes('systempaths=unconfined');
  // How often a CPU was throttled tells of the neighbours' load (and is per CPU, so the list depends on the host).
  const throttle = cpus.online.map((cpu) => `/sys/devices/system/cpu/cpu${cpu}/thermal_throttle`);
  return {
    MaskedPaths: MaskedPaths ?? (isOpen ? [] : [...DEFAULT_MASKED_PATHS, ...throttle]),
    ReadonlyPaths: ReadonlyPaths ?? (isOpen ? [] : [...DEFAULT_READONLY_PATHS]),
  };
}

export function applyPaths({ hostConfig, input, config }: OciContext): void {
  config.root = { path: 'rootfs', readonly: hostConfig.ReadonlyRootfs === true };
  const { MaskedPaths, ReadonlyPaths } = kernelPaths(hostConfig, input.host);
  config.linux.maskedPaths = [...MaskedPaths, ...(input.maskedPaths ?? [])];
  config.linux.readonlyPaths = ReadonlyPaths;
}
