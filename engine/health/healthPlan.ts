import type { Healthcheck } from '../../spec/container/ContainerSpec';
import type { ContainerRecord } from '../containers/ContainerRecord';
import { invalid } from '../faults';

/** What is run to find out whether a container is healthy, and when. */
export interface HealthPlan {
  args: string[];
  intervalMs: number;
  timeoutMs: number;
  /** Failures in this time after the start do not count. */
  startPeriodMs: number;
  /** Instead of the interval during the start period. */
  startIntervalMs: number;
  retries: number;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];
const SHORTEST_NS = 1_000_000;
const DURATIONS = ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const;

export function checkHealthcheck(check: Healthcheck): void {
  const [kind] = check.Test ?? [];
  if (kind !== undefined && !['NONE', 'CMD', 'CMD-SHELL'].includes(kind)) throw invalid(`Unknown Healthcheck type "${kind}"`);
  for (const key of DURATIONS) {
    const value = check[key] ?? 0;
    if (value !== 0 && value < SHORTEST_NS) throw invalid(`${key} in Healthcheck cannot be less than 1ms`);
  }
  if ((check.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
}

/** The container's own check; what it leaves open is the image's. `undefined` when there is none, or `NONE` switches it off. */
export function healthPlan({ spec, image }: Pick<ContainerRecord, 'spec' | 'image'>): HealthPlan | undefined {
  const [own, inherited] = [spec.Healthcheck ?? {}, image.config.Healthcheck ?? {}];
  const [kind, ...words] = (own.Test?.length ?? 0) > 0 ? (own.Test ?? []) : (inherited.Test ?? []);
  if (kind === undefined || kind === 'NONE' || words.length === 0) return undefined;
  const ms = (key: (typeof DURATIONS)[number], otherwise: number): number =>
    (own[key] || inherited[key] || otherwise * SHORTEST_NS) / SHORTEST_NS;
  return {
    args: kind === 'CMD' ? words : [...(image.config.Shell ?? DEFAULT_SHELL), words.join(' ')],
    intervalMs: ms('Interval', 30_000),
    timeoutMs: ms('Timeout', 30_000),
    startPeriodMs: ms('StartPeriod', 0),
    startIntervalMs: ms('StartInterval', 5000),
    retries: own.Retries || inherited.Retries || 3,
  };
}
