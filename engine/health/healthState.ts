import type { HealthPlan } from './healthPlan';

export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  /** The last ones, oldest first. */
  log: Probe[];
}

export interface Probe {
  /** Unix milliseconds. */
  start: number;
  end: number;
  /** 0 is healthy; -1 is a probe that had to be ended. */
  exitCode: number;
  output: string;
}

export const STARTING: Health = { status: 'starting', failingStreak: 0, log: [] };
const KEPT = 5;

/** `startedAt`: of the container. During its start period a failure is told, but does not count until it was healthy once. */
export function afterProbe(health: Health, probe: Probe, plan: HealthPlan, startedAt: number): Health {
  const log = [...health.log, probe].slice(-KEPT);
  if (probe.exitCode === 0) return { status: 'healthy', failingStreak: 0, log };
  if (health.status === 'starting' && probe.start - startedAt < plan.startPeriodMs) return { ...health, log };
  const failingStreak = health.failingStreak + 1;
  return { status: failingStreak >= plan.retries ? 'unhealthy' : health.status, failingStreak, log };
}

/** Until the next probe. */
export function delayMs(health: Health, plan: HealthPlan, ranMs: number): number {
  return health.status === 'starting' && ranMs < plan.startPeriodMs
    ? Math.min(plan.startIntervalMs, plan.intervalMs)
    : plan.intervalMs;
}

/** State of a container for `inspect`. */
export function describeHealth({ status, failingStreak, log }: Health): object {
  return {
    Status: status,
    FailingStreak: failingStreak,
    Log: log.map(({ start, end, exitCode, output }) => ({
      Start: new Date(start).toISOString(),
      End: new Date(end).toISOString(),
      ExitCode: exitCode,
      Output: output,
    })),
  };
}
