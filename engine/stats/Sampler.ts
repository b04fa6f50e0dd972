import type { ProcessSample, Sample } from '../../api/bulkhead';
import type { Container } from '../containers/Container';
import type { BulkheadAddon } from '../helper/addon';
import type { HelperClient } from '../helper/HelperClient';
import { HelperFault } from '../helper/HelperFault';
import { readingFiles, type ReadingFiles, type ReadingName } from './cgroupFiles';
import { parseReading, type Reading } from './parseReading';
import { parseProcess, processPaths, TICKS_PER_SECOND, type ProcessReading } from './processes';

export interface Observation {
  time: number;
  reading: Reading;
  files: ReadingFiles;
  processes: ProcessReading[];
  /** CPU time of the whole machine. */
  systemNs: number;
}

/** Reads the cgroups and processes of many containers in two calls off the main thread. */
export class Sampler {
  private readonly addon: BulkheadAddon;
  private readonly helper: HelperClient;
  private readonly userName: (uid: number) => string;

  constructor(addon: BulkheadAddon, helper: HelperClient, userName: (uid: number) => string) {
    this.addon = addon;
    this.helper = helper;
    this.userName = userName;
  }

  async observe(containers: Container[]): Promise<Map<string, Observation>> {
    const time = Date.now();
    const wanted = containers.map((container) => ({ id: container.id, files: readingFiles(container.cgroups) }));
    const paths = wanted.flatMap(({ files }) => Object.values(files));
    const texts = (await this.addon.readFiles(['/proc/stat', ...paths])).map((bytes) => bytes?.toString('utf8'));
    const systemNs = machineNs(texts.shift() ?? '');
    const observations = new Map<string, Observation>();
    for (const { id, files } of wanted) {
      const names = Object.keys(files) as ReadingName[];
      const own = Object.fromEntries(names.map((name) => [name, texts.shift()]));
      const reading = parseReading(own, files);
      if (files.procs === undefined) reading.procs = await this.pidsFromHelper(id);
      observations.set(id, { time, reading, files, processes: [], systemNs });
    }
    await this.readProcesses(observations);
    return observations;
  }

  /** Without a cgroup the pid namespace tells. */
  private async pidsFromHelper(container: string): Promise<number[]> {
    try {
      return (await this.helper.request('view', { container })).result.pids;
    } catch (error) {
      if (error instanceof HelperFault) return [];
      throw error;
    }
  }

  private async readProcesses(observations: Map<string, Observation>): Promise<void> {
    const pids = [...observations.values()].flatMap(({ reading }) => reading.procs);
    const texts = await this.addon.readFiles(pids.flatMap(processPaths));
    for (const observation of observations.values()) {
      for (const hostPid of observation.reading.procs) {
        const [stat, status, cmdline] = texts.splice(0, 3).map((bytes) => bytes?.toString('utf8'));
        // It ended in between.
        if (stat === undefined || status === undefined) continue;
        observation.processes.push(parseProcess({ hostPid, stat, status, cmdline: cmdline ?? '' }, this.userName));
      }
    }
  }
}

function machineNs(text: string): number {
  const line = text.slice(0, text.indexOf('\n'));
  // guest time is part of user time already.
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) * (1e9 / TICKS_PER_SECOND);
}

/** What changed between two observations, in the API's words. */
export function toSample(now: Observation, before: Observation | undefined): Sample {
  const { reading, files } = now;
  const present = (...names: ReadingName[]): string[] => names.map((name) => files[name]).filter((path) => path !== undefined);
  const cpuNs = cpuNsOf(now);
  const fromProcesses = reading.cpuNs === null ? now.processes.map(({ hostPid }) => `/proc/${String(hostPid)}/stat`) : [];
  return {
    time: now.time,
    cpu: {
      cores: before === undefined ? null : rate(cpuNs - cpuNsOf(before), now.time - before.time),
      limitCores: reading.limitCores,
      usageUs: Math.round(cpuNs / 1000),
      throttledPeriods: reading.throttledPeriods,
      periods: reading.periods,
      throttledUs: reading.throttledNs === null ? null : Math.round(reading.throttledNs / 1000),
      files: [...present('cpuUsage', 'cpuStat', 'cpuQuota', 'cpuPeriod', 'cpuMax'), ...fromProcesses],
    },
    memory: {
      usage: memoryUsage(now),
      limit: reading.memory.limit,
      peak: reading.memory.peak,
      oomKills: reading.memory.oomKills,
      files: present('memoryUsage', 'memoryLimit', 'memoryPeak', 'memoryEvents', 'memoryStat'),
    },
    pids: {
      current: reading.pids.current ?? now.processes.length,
      limit: reading.pids.limit,
      files: present('pidsCurrent', 'pidsLimit'),
    },
    io: reading.io === null ? null : { ...reading.io, files: present('ioBytes') },
    pressure: reading.pressure,
    processes: now.processes.map((process) => processSample(process, now, before)),
  };
}

/** As Docker counts: without the page cache that could be dropped at once. */
function memoryUsage({ reading, processes }: Observation): number {
  if (reading.memory.usage === null) return processes.reduce((sum, { rss }) => sum + rss, 0);
  return Math.max(reading.memory.usage - reading.memory.inactiveFile, 0);
}

export function cpuNsOf({ reading, processes }: Observation): number {
  return reading.cpuNs ?? processes.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) * (1e9 / TICKS_PER_SECOND);
}

function rate(ns: number, ms: number): number | null {
  return ms <= 0 ? null : Math.max(ns, 0) / 1e6 / ms;
}

function processSample(process: ProcessReading, now: Observation, before: Observation | undefined): ProcessSample {
  const { hostPid, pid, command, user, state, rss } = process;
  const earlier = before?.processes.find((other) => other.hostPid === hostPid && other.startTicks === process.startTicks);
  const parent = now.processes.find((other) => other.hostPid === process.hostParentPid);
  const ticks = earlier === undefined ? undefined : process.cpuTicks - earlier.cpuTicks;
  const cores =
    ticks === undefined || before === undefined ? null : rate((ticks * 1e9) / TICKS_PER_SECOND, now.time - before.time);
  return { pid, hostPid, parentPid: parent?.pid ?? 0, command, user, state, cores, rss };
}
