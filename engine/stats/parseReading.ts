import type { Pressure } from '../../api/bulkhead';
import type { ReadingFiles, ReadingName } from './cgroupFiles';

/** One look at a container's cgroups: nanoseconds and bytes, `null` where no file tells. */
export interface Reading {
  cpuNs: number | null;
  periods: number | null;
  throttledPeriods: number | null;
  throttledNs: number | null;
  limitCores: number | null;
  memory: { usage: number | null; limit: number | null; peak: number | null; oomKills: number | null; inactiveFile: number };
  pids: { current: number | null; limit: number | null };
  io: { readBytes: number; writeBytes: number } | null;
  pressure: { cpu?: Pressure; memory?: Pressure; io?: Pressure } | null;
  procs: number[];
}

type ReadingTexts = Partial<Record<ReadingName, string>>;

/** What v1 writes for "no limit": the largest multiple of the page size. */
const V1_UNLIMITED = 2 ** 62;

export function parseReading(texts: ReadingTexts, files: ReadingFiles): Reading {
  const cpuStat = keyed(texts.cpuStat);
  const usageUs = cpuStat.get('usage_usec');
  const throttledUs = cpuStat.get('throttled_usec');
  const memoryEvents = keyed(texts.memoryEvents);
  const memoryStat = keyed(texts.memoryStat);
  const pressure = {
    cpu: parsePressure(texts.cpuPressure),
    memory: parsePressure(texts.memoryPressure),
    io: parsePressure(texts.ioPressure),
  };
  return {
    cpuNs: number(texts.cpuUsage) ?? (usageUs === undefined ? null : usageUs * 1000),
    periods: cpuStat.get('nr_periods') ?? null,
    throttledPeriods: cpuStat.get('nr_throttled') ?? null,
    throttledNs: cpuStat.get('throttled_time') ?? (throttledUs === undefined ? null : throttledUs * 1000),
    limitCores: limitCores(texts),
    memory: {
      usage: number(texts.memoryUsage),
      limit: limit(texts.memoryLimit),
      peak: number(texts.memoryPeak),
      oomKills: memoryEvents.get('oom_kill') ?? null,
      inactiveFile: memoryStat.get('total_inactive_file') ?? memoryStat.get('inactive_file') ?? 0,
    },
    pids: { current: number(texts.pidsCurrent), limit: limit(texts.pidsLimit) },
    io: files.ioBytes === undefined || texts.ioBytes === undefined ? null : ioBytes(texts.ioBytes),
    pressure: Object.values(pressure).some((value) => value !== undefined) ? pressure : null,
    procs: (texts.procs ?? '').split('\n').filter(Boolean).map(Number),
  };
}

function number(text: string | undefined): number | null {
  return text === undefined || text.trim() === '' ? null : Number(text);
}

function limit(text: string | undefined): number | null {
  const value = text?.trim() === 'max' ? null : number(text);
  return value === null || value >= V1_UNLIMITED ? null : value;
}

function keyed(text = ''): Map<string, number> {
  return new Map(
    text.split('\n').map((line): [string, number] => {
      const [key = '', value = ''] = line.split(' ');
      return [key, Number(value)];
    }),
  );
}

function limitCores({ cpuQuota, cpuPeriod, cpuMax }: ReadingTexts): number | null {
  const [quota = '', period = ''] = cpuMax === undefined ? [cpuQuota?.trim(), cpuPeriod?.trim()] : cpuMax.trim().split(' ');
  if (quota === '' || quota === 'max' || Number(quota) <= 0) return null;
  return Number(quota) / Number(period);
}

/** v1: `8:0 Read 4096`; v2: `8:0 rbytes=4096 wbytes=0 …`. */
function ioBytes(text: string): { readBytes: number; writeBytes: number } {
  let readBytes = 0;
  let writeBytes = 0;
  for (const [, operation, value] of text.matchAll(/(?:^\d+:\d+ |\s)(Read|Write|rbytes|wbytes)[ =](\d+)/gm)) {
    if (operation === 'Read' || operation === 'rbytes') readBytes += Number(value);
    else writeBytes += Number(value);
  }
  return { readBytes, writeBytes };
}

export function parsePressure(text: string | undefined): Pressure | undefined {
  const average = (kind: string): number | undefined => {
    const match = new RegExp(`^${kind} avg10=([\\d.]+)`, 'm').exec(text ?? '');
    return match?.[1] === undefined ? undefined : Number(match[1]);
  };
  const some = average('some');
  return some === undefined ? undefined : { some, full: average('full') ?? null };
}
