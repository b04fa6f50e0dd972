import { cpus, totalmem } from 'node:os';
import type { Container } from '../containers/Container';
import { cpuNsOf, type Observation } from './Sampler';

/** Docker's `GET /containers/{id}/stats`: raw counters, from which clients compute the rates. */
export function dockerStats({ record }: Container, now: Observation | undefined, before: Observation | undefined): object {
  return {
    ...{ id: record.id, name: `/${record.name}`, num_procs: 0, storage_stats: {}, networks: {} },
    read: time(now),
    preread: time(before),
    pids_stats:
      now === undefined
        ? {}
        : { current: now.reading.pids.current ?? now.processes.length, limit: now.reading.pids.limit ?? 2 ** 53 },
    cpu_stats: cpuStats(now),
    precpu_stats: cpuStats(before),
    memory_stats: memoryStats(now),
    blkio_stats: { io_service_bytes_recursive: ioBytes(now) },
  };
}

function time(observation: Observation | undefined): string {
  return observation === undefined ? '0001-01-01T00:00:00Z' : new Date(observation.time).toISOString();
}

function cpuStats(observation: Observation | undefined): object {
  const throttling = { periods: 0, throttled_periods: 0, throttled_time: 0 };
  if (observation === undefined)
    return { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 }, throttling_data: throttling };
  const { reading, systemNs } = observation;
  return {
    cpu_usage: { total_usage: cpuNsOf(observation), usage_in_kernelmode: 0, usage_in_usermode: 0 },
    system_cpu_usage: systemNs,
    online_cpus: cpus().length,
    throttling_data: {
      periods: reading.periods ?? 0,
      throttled_periods: reading.throttledPeriods ?? 0,
      throttled_time: reading.throttledNs ?? 0,
    },
  };
}

function memoryStats(observation: Observation | undefined): object {
  if (observation === undefined) return {};
  const { memory } = observation.reading;
  const usage = memory.usage ?? observation.processes.reduce((sum, { rss }) => sum + rss, 0);
  const stats = { total_inactive_file: memory.inactiveFile, inactive_file: memory.inactiveFile };
  return { usage, ...(memory.peak === null ? {} : { max_usage: memory.peak }), limit: memory.limit ?? totalmem(), stats };
}

function ioBytes(observation: Observation | undefined): object[] {
  const io = observation?.reading.io;
  if (io === null || io === undefined) return [];
  return [
    { major: 0, minor: 0, op: 'read', value: io.readBytes },
    { major: 0, minor: 0, op: 'write', value: io.writeBytes },
  ];
}
