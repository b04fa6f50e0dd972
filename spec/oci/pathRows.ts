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

export function applyPaths({ hostConfig, input, config }: OciContext): void {
  config.root = { path: 'rootfs', readonly: hostConfig.ReadonlyRootfs === true };
  const isOpen = hostConfig.Privileged === true || (hostConfig.SecurityOpt ?? []).includes('systempaths=unconfined');
  // How often a CPU was throttled tells of the neighbours' load (and is per CPU, so the list depends on the host).
  const throttle = input.host.cpus.online.map((cpu) => `/sys/devices/system/cpu/cpu${cpu}/thermal_throttle`);
  const kernelPaths = hostConfig.MaskedPaths ?? (isOpen ? [] : [...DEFAULT_MASKED_PATHS, ...throttle]);
  config.linux.maskedPaths = [...kernelPaths, ...(input.maskedPaths ?? [])];
  config.linux.readonlyPaths = hostConfig.ReadonlyPaths ?? (isOpen ? [] : [...DEFAULT_READONLY_PATHS]);
}
