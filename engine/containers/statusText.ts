import type { ContainerState } from './ContainerRecord';

const UNITS: [name: string, seconds: number][] = [
  ['year', 365 * 86400],
  ['month', 30 * 86400],
  ['week', 7 * 86400],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

/** Docker's rough durations: `Less than a second`, `5 seconds`, `About a minute`, `2 hours`. */
export function roughDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${String(seconds)} seconds`;
  if (seconds < 120) return 'About a minute';
  if (seconds >= 3600 && seconds < 7200) return 'About an hour';
  // The next larger unit is used from two of it on, as in `36 hours` but `2 days`.
  const [name, length] = UNITS.find(([, size]) => seconds >= 2 * size) ?? ['second', 1];
  return `${String(Math.floor(seconds / length))} ${name}s`;
}

function healthText({ health }: ContainerState): string {
  if (health === undefined) return '';
  return health.status === 'starting' ? ' (health: starting)' : ` (${health.status})`;
}

/** The STATUS column of `ps`. */
export function statusText(state: ContainerState, now: number): string {
  switch (state.status) {
    case 'created':
      return 'Created';
    case 'running':
      return `Up ${roughDuration(now - state.startedAt)}${healthText(state)}`;
    case 'paused':
      return `Up ${roughDuration(now - state.startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${String(state.exitCode)}) ${roughDuration(now - state.finishedAt)} ago`;
    case 'exited':
      return `Exited (${String(state.exitCode)}) ${roughDuration(now - state.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
  }
}
