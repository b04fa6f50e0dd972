import { Socket } from 'node:net';
import type { ContainerState as HelperState } from '../helper/protocol';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { HelperFault } from '../helper/HelperFault';
import { onlyFd } from '../helper/onlyFd';
import { onExit, scheduleRestart } from './onExit';
import { finishRemoval, removeContainer } from './removeContainer';
import { wantsRestart } from './restartPolicy';
import { exitOf, supervise } from './supervise';
import { isAlive } from './transition';

/** Compares the records with what the helper finds in the kernel; the kernel is right. After every start of the engine or the helper. */
export async function reconcile(deps: Deps): Promise<void> {
  for (const container of deps.set.all()) {
    try {
      await settle(deps, container);
    } catch (error) {
      deps.log.error(`container ${container.id}: cannot be brought in line with the kernel`, error);
    }
  }
  for (const id of await idsIn(deps)) {
    if (deps.set.byExactId(id) !== undefined) continue;
    deps.log.warn(`container ${id} runs without a record and is removed`);
    await deps.helper.request('delete', { container: id, force: true });
  }
}

/** All containers the helper knows; it tells them in packets. */
async function idsIn(deps: Deps): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { result } = await deps.helper.request('list', { after: ids.at(-1) });
    ids.push(...result.containers.map(({ id }) => id));
    if (!result.more) return ids;
  }
}

/** A start or removal under way holds the lock; only after it is clear whether there is anything to settle. */
async function settle(deps: Deps, container: Container): Promise<void> {
  await container.lock.run(() => Promise.resolve());
  if (container.supervised || container.removed) return;
  const { status } = container.state;
  const found = await stateIn(deps, container);
  if (status === 'removing') {
    await container.lock.run(() => finishRemoval(deps, container, true));
    return;
  }
  if (found?.status === 'running' || found?.status === 'paused') {
    await adopt(deps, container, found);
    return;
  }
  // A start that nobody finished: its process has never executed anything.
  if (found?.status === 'created') {
    await container.lock.run(() => dropUnstarted(deps, container));
    return;
  }
  if (isAlive(container.state)) {
    await onExit(deps, container, found === undefined ? vanished() : exitOf(found));
    return;
  }
  if (found?.status === 'stopped' && status === 'created') {
    await onExit(deps, container, exitOf(found));
    return;
  }
  if (status === 'exited' && container.record.spec.HostConfig?.AutoRemove === true) {
    await removeContainer(deps, container, { force: false, volumes: true });
    return;
  }
  if (status === 'restarting' && container.restartTimer === undefined) await resumeRestart(deps, container);
  if (status === 'exited') await container.lock.run(() => followPolicy(deps, container));
}

/** The engine may have ended between an exit and what the restart policy says of it. */
async function followPolicy(deps: Deps, container: Container): Promise<void> {
  if (container.state.status === 'exited' && wantsRestart(container.record)) await scheduleRestart(deps, container, 0);
}

/** With the lock held, so that it is not a start that has begun in the meantime. */
async function dropUnstarted(deps: Deps, container: Container): Promise<void> {
  if ((await stateIn(deps, container))?.status !== 'created') return;
  await deps.helper.request('delete', { container: container.id, force: true });
  if (isAlive(container.state)) await deps.set.apply(container, { kind: 'exited', ...vanished() });
}

async function stateIn(deps: Deps, container: Container): Promise<HelperState | undefined> {
  try {
    return (await deps.helper.request('state', { container: container.id })).result;
  } catch (error) {
    if (error instanceof HelperFault && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function resumeRestart(deps: Deps, container: Container): Promise<void> {
  await container.lock.run(async () => {
    await deps.set.apply(container, { kind: 'restart-cancelled' });
    await scheduleRestart(deps, container, 0);
  });
}

function vanished() {
  return { exitCode: 137, oomKilled: false, at: Date.now(), error: 'it was gone when the engine came back' };
}

async function adopt(deps: Deps, container: Container, found: HelperState): Promise<void> {
  const { fds } = await deps.helper.request('watch', { container: container.id });
  container.cgroups = found.cgroups;
  await container.lock.run(() => deps.set.apply(container, { kind: 'found', pid: found.pid, paused: found.status === 'paused' }));
  supervise(deps, container, new Socket({ fd: onlyFd(fds), readable: true, writable: false }));
}
