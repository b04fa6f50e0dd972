import { setTimeout as sleep } from 'node:timers/promises';
import { conflict, notModified } from '../faults';
import { HelperFault } from '../helper/HelperFault';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { signalNumber, stopSignalOf } from './signals';
import { isAlive } from './transition';

const DEFAULT_TIMEOUT_S = 10;
const SIGKILL = 9;

export interface StopOptions {
  /** -1 waits for ever. */
  timeoutS?: number;
  signal?: string;
}

export async function stopContainer(deps: Deps, container: Container, options: StopOptions): Promise<void> {
  if (await cancelRestart(deps, container)) return;
  if (!isAlive(container.state)) throw notModified();
  const { spec } = container.record;
  const timeoutS = options.timeoutS ?? spec.StopTimeout ?? DEFAULT_TIMEOUT_S;
  const number = options.signal === undefined ? stopSignalOf(container.record) : signalNumber(options.signal);
  const exited = container.nextExit();
  exited.catch(() => undefined);
  await send(deps, container, number, true);
  if (!(await within(exited, timeoutS))) {
    await send(deps, container, SIGKILL, true);
    await exited;
  }
  deps.set.announce(container, 'stop');
}

export async function killContainer(deps: Deps, container: Container, signal: string): Promise<void> {
  const number = signalNumber(signal);
  if (await cancelRestart(deps, container)) return;
  if (!isAlive(container.state))
    throw conflict(`cannot kill container: ${container.record.name}: container ${container.id} is not running`);
  const stopSignal = stopSignalOf(container.record);
  const exited = container.nextExit();
  exited.catch(() => undefined);
  await send(deps, container, number, number === SIGKILL || number === stopSignal);
  if (number === SIGKILL) await exited;
}

/** A container that waits for its restart has no process; stopping it is to let it be. */
async function cancelRestart(deps: Deps, container: Container): Promise<boolean> {
  return await container.lock.run(async () => {
    if (container.state.status !== 'restarting') return false;
    clearTimeout(container.restartTimer);
    await deps.set.apply(container, { kind: 'stop-requested' });
    await deps.set.apply(container, { kind: 'restart-cancelled' });
    return true;
  });
}

/** A frozen process takes a signal only when thawed, so a paused container goes on first. */
async function send(deps: Deps, container: Container, signal: number, final: boolean): Promise<void> {
  await container.lock.run(async () => {
    if (!isAlive(container.state)) return;
    if (final) await deps.set.apply(container, { kind: 'stop-requested' });
    try {
      await deps.helper.request('signal', { container: container.id, signal, all: false });
      deps.set.announce(container, 'kill', { signal: String(signal) });
      if (final && container.state.status === 'paused') {
        await deps.helper.request('resume', { container: container.id });
        await deps.set.apply(container, { kind: 'unpaused' });
      }
    } catch (error) {
      // It ended between the check and the signal: its exit is on the way.
      if (!(error instanceof HelperFault && (error.code === 'state' || error.code === 'not-found'))) throw error;
    }
  });
}

async function within(exited: Promise<number>, timeoutS: number): Promise<boolean> {
  if (timeoutS < 0) return await exited.then(() => true);
  const done = new AbortController();
  const timer = sleep(timeoutS * 1000, false, { signal: done.signal }).catch(() => false);
  const inTime = await Promise.race([exited.then(() => true), timer]);
  done.abort();
  return inTime;
}
