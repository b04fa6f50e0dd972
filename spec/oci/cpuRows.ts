import { parseCpuList } from '../host/parseProc';
import { requireController } from './limits';
import type { OciContext } from './OciContext';

const CPU_PERIOD_US = 100_000;
const MIN_SHARES = 2;
const MAX_SHARES = 262_144;

export function applyCpu(context: OciContext): void {
  const { hostConfig, config, report, input } = context;
  const cpu: NonNullable<typeof config.linux.resources.cpu> = {};
  const { NanoCpus: nano = 0, CpuQuota: quota = 0, CpuPeriod: period = 0, CpuShares: shares = 0 } = hostConfig;
  const online = input.host.cpus.online.length;
  if (nano !== 0 && requireController(context, 'cpu', 'HostConfig.NanoCpus')) {
    if (quota > 0 || period > 0)
      report('cpu-conflict', 'HostConfig.NanoCpus', 'Conflicting options: Nano CPUs and CPU Period or Quota cannot both be set.');
    if (nano < 1e7 || nano > online * 1e9)
      report(
        'cpu-out-of-range',
        'HostConfig.NanoCpus',
        `range of CPUs is from 0.01 to ${online}.00, as there are only ${online} CPUs available`,
      );
    cpu.period = CPU_PERIOD_US;
    cpu.quota = Math.round((nano * CPU_PERIOD_US) / 1e9);
  } else if ((quota !== 0 || period !== 0) && requireController(context, 'cpu', 'HostConfig.CpuQuota')) {
    if (period !== 0 && (period < 1000 || period > 1_000_000))
      report(
        'cpu-out-of-range',
        'HostConfig.CpuPeriod',
        'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)',
      );
    if (quota > 0 && quota < 1000)
      report('cpu-out-of-range', 'HostConfig.CpuQuota', 'CPU cfs quota can not be less than 1ms (i.e. 1000)');
    cpu.period = period || CPU_PERIOD_US;
    if (quota !== 0) cpu.quota = quota;
  }
  if (shares !== 0 && requireController(context, 'cpu', 'HostConfig.CpuShares')) {
    // The kernel would take another number in silence.
    if (shares < MIN_SHARES || shares > MAX_SHARES)
      report('cpu-out-of-range', 'HostConfig.CpuShares', `range of CPU shares is from ${MIN_SHARES} to ${MAX_SHARES}`);
    cpu.shares = shares;
  }
  applyRealtime(context, cpu);
  applyCpuset(context, cpu);
  if (Object.keys(cpu).length > 0) config.linux.resources.cpu = cpu;
}

function applyRealtime(context: OciContext, cpu: { realtimePeriod?: number; realtimeRuntime?: number }): void {
  const { CpuRealtimePeriod: period = 0, CpuRealtimeRuntime: runtime = 0 } = context.hostConfig;
  if (period === 0 && runtime === 0) return;
  if (!requireController(context, 'cpu', 'HostConfig.CpuRealtimeRuntime')) return;
  if (context.input.host.cgroup.controllers['cpu']?.version !== 1) {
    context.report(
      'limit-unenforceable',
      'HostConfig.CpuRealtimeRuntime',
      'CpuRealtimeRuntime cannot be enforced: cgroup v2 has no real-time budget.',
    );
    return;
  }
  if (period > 0) cpu.realtimePeriod = period;
  if (runtime > 0) cpu.realtimeRuntime = runtime;
}

function applyCpuset(context: OciContext, cpu: { cpus?: string; mems?: string }): void {
  const { hostConfig, report, input } = context;
  const { CpusetCpus: cpus, CpusetMems: mems } = hostConfig;
  const invalid = (key: string, message: string): void => report('cpuset-invalid', `HostConfig.${key}`, message);
  if (cpus && requireController(context, 'cpuset', 'HostConfig.CpusetCpus')) {
    const { online } = input.host.cpus;
    const wanted = parseCpuList(cpus);
    if (!wanted) invalid('CpusetCpus', `Invalid value ${cpus} for cpuset cpus: expected a list as in 0-3,6.`);
    else if (wanted.some((number) => !online.includes(number)))
      report(
        'cpuset-unavailable',
        'HostConfig.CpusetCpus',
        `Requested CPUs are not available - requested ${cpus}, available: ${online.join(',')}`,
      );
    cpu.cpus = cpus;
  }
  if (mems && requireController(context, 'cpuset', 'HostConfig.CpusetMems')) {
    if (!parseCpuList(mems)) invalid('CpusetMems', `Invalid value ${mems} for cpuset mems: expected a list as in 0-1.`);
    cpu.mems = mems;
  }
}
