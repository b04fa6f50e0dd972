import type { Health } from '../health/healthState';
import type { ContainerState, ContainerStatus } from './ContainerRecord';

/** What can happen to a container. Everything that changes a state is one of these. */
export type ContainerEvent =
  | { kind: 'started'; pid: number; at: number; byPolicy: boolean; health?: Health }
  | { kind: 'probed'; health: Health }
  | { kind: 'start-failed'; exitCode: number; error: string }
  | { kind: 'exited'; exitCode: number; oomKilled: boolean; at: number; error?: string; restarts?: boolean }
  | { kind: 'oom' }
  | { kind: 'restart-scheduled' }
  | { kind: 'restart-cancelled' }
  | { kind: 'paused' }
  | { kind: 'unpaused' }
  | { kind: 'stop-requested' }
  | { kind: 'found'; pid: number; paused: boolean }
  | { kind: 'removing' };

/** Docker's action names, with the attributes that go with the action. */
interface Announcement {
  action: string;
  attributes?: Record<string, string>;
}

interface Transition {
  state: ContainerState;
  announcements: Announcement[];
}

/** From which states each event may come; one that may not is a bug of the engine, not of a user. */
const ALLOWED: Record<ContainerEvent['kind'], readonly ContainerStatus[]> = {
  started: ['created', 'exited', 'restarting', 'dead'],
  probed: ['running'],
  'start-failed': ['created', 'exited', 'restarting', 'dead'],
  exited: ['running', 'paused', 'created', 'removing'],
  oom: ['running', 'paused', 'removing'],
  'restart-scheduled': ['exited', 'created'],
  'restart-cancelled': ['restarting'],
  paused: ['running'],
  unpaused: ['paused'],
  'stop-requested': ['running', 'paused', 'restarting'],
  found: ['running', 'paused', 'created', 'exited', 'restarting'],
  removing: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
};

export function transition(state: ContainerState, event: ContainerEvent): Transition {
  if (!ALLOWED[event.kind].includes(state.status)) throw new Error(`a ${state.status} container cannot become ${event.kind}`);
  return { state: { ...state, ...change(state, event) }, announcements: announce(state, event) };
}

function change(state: ContainerState, event: ContainerEvent): Partial<ContainerState> {
  switch (event.kind) {
    case 'started':
      return {
        ...{ status: 'running', pid: event.pid, exitCode: 0, error: '', oomKilled: false, startedAt: event.at, finishedAt: 0 },
        manuallyStopped: false,
        restartCount: event.byPolicy ? state.restartCount + 1 : 0,
        health: event.health,
      };
    case 'probed':
      return { health: event.health };
    case 'start-failed':
      return { status: state.startedAt === 0 ? 'created' : 'exited', pid: 0, exitCode: event.exitCode, error: event.error };
    case 'exited':
      return {
        status: afterExit(state.status, event.restarts === true),
        ...{
          pid: 0,
          exitCode: event.exitCode,
          oomKilled: event.oomKilled || state.oomKilled,
          finishedAt: event.at,
          error: event.error ?? '',
        },
      };
    case 'oom':
      return { oomKilled: true };
    case 'restart-scheduled':
      return { status: 'restarting' };
    case 'restart-cancelled':
      return { status: 'exited' };
    case 'paused':
      return { status: 'paused' };
    case 'unpaused':
      return { status: 'running' };
    case 'stop-requested':
      return { manuallyStopped: true };
    case 'found':
      return { status: event.paused ? 'paused' : 'running', pid: event.pid };
    case 'removing':
      return { status: 'removing' };
  }
}

/** At once: whoever follows the logs of one that starts again must not find it ended in between. */
function afterExit(before: ContainerStatus, restarts: boolean): ContainerStatus {
  if (before === 'removing') return 'removing';
  return restarts ? 'restarting' : 'exited';
}

function announce(state: ContainerState, event: ContainerEvent): Announcement[] {
  switch (event.kind) {
    case 'started':
      return [{ action: 'start' }];
    case 'probed':
      return state.health?.status === event.health.status ? [] : [{ action: `health_status: ${event.health.status}` }];
    case 'exited':
      return [
        ...(event.oomKilled && !state.oomKilled ? [{ action: 'oom' }] : []),
        { action: 'die', attributes: { exitCode: String(event.exitCode) } },
      ];
    case 'oom':
      return [{ action: 'oom' }];
    case 'paused':
      return [{ action: 'pause' }];
    case 'unpaused':
      return [{ action: 'unpause' }];
    case 'start-failed':
    case 'restart-scheduled':
    case 'restart-cancelled':
    case 'stop-requested':
    case 'found':
    case 'removing':
      return [];
  }
}

export function isAlive(state: ContainerState): boolean {
  return state.status === 'running' || state.status === 'paused';
}
