import type { ContainerRecord } from './ContainerRecord';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 60_000;
/** A run this long was no crash loop: the next delay is the first again. */
const LONG_RUN_MS = 10_000;

/** Whether a container that has just exited is to be started again. Someone who stopped it meant it. */
export function wantsRestart({ spec, state }: Pick<ContainerRecord, 'spec' | 'state'>): boolean {
  if (state.manuallyStopped) return false;
  const policy = spec.HostConfig?.RestartPolicy;
  switch (policy?.Name ?? '') {
    case 'always':
    case 'unless-stopped':
      return true;
    case 'on-failure': {
      const most = policy?.MaximumRetryCount ?? 0;
      return state.exitCode !== 0 && (most === 0 || state.restartCount < most);
    }
    case '':
    case 'no':
      return false;
  }
}

export function nextDelayMs(lastDelayMs: number, ranMs: number): number {
  if (lastDelayMs === 0 || ranMs >= LONG_RUN_MS) return FIRST_DELAY_MS;
  return Math.min(lastDelayMs * 2, LONGEST_DELAY_MS);
}
