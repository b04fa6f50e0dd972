import { messageOf } from '../faults';
import { HelperFault } from '../helper/HelperFault';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { removeContainer } from './removeContainer';
import { nextDelayMs, wantsRestart } from './restartPolicy';
import { transition, type ContainerEvent } from './transition';

export interface SeenExit {
  exitCode: number;
  oomKilled: boolean;
  /** Unix milliseconds. */
  at: number;
  error?: string;
}

/** The end of one run: recorded, its cgroups removed, then what the restart policy or `--rm` says. */
export async function onExit(deps: Deps, container: Container, exit: SeenExit): Promise<void> {
  const gone = await container.lock.run(async () => {
    const deleted = await deleteInHelper(deps, container);
    const event: ContainerEvent = { kind: 'exited', ...exit };
    const restarts = wantsRestart({ ...container.record, state: transition(container.state, event).state });
    await deps.set.apply(container, { ...event, restarts });
    container.cgroups = {};
    if (container.state.status === 'restarting') restartLater(deps, container, exit.at - container.state.startedAt);
    container.announceExit();
    return deleted;
  });
  const removesItself = container.record.spec.HostConfig?.AutoRemove === true && !container.stopsToRestart;
  if (container.state.status === 'exited' && removesItself) {
    await removeContainer(deps, container, { force: false, volumes: true, gone });
  }
}

/** Of one that had ended before anybody could say that it is to be started again. */
export async function scheduleRestart(deps: Deps, container: Container, ranMs: number): Promise<void> {
  await deps.set.apply(container, { kind: 'restart-scheduled' });
  restartLater(deps, container, ranMs);
}

function restartLater(deps: Deps, container: Container, ranMs: number): void {
  container.backOffMs = nextDelayMs(container.backOffMs, ranMs);
  container.restartTimer = setTimeout(() => {
    restartNow(deps, container).catch((error: unknown) =>
      deps.log.warn(`container ${container.id}: restart failed: ${messageOf(error)}`),
    );
  }, container.backOffMs);
}

async function restartNow(deps: Deps, container: Container): Promise<void> {
  await container.lock.run(async () => {
    container.restartTimer = undefined;
    if (container.state.status !== 'restarting') return;
    await deps.launchAgain(container);
  });
}

/** Whether the helper has nothing of it any more. */
async function deleteInHelper(deps: Deps, container: Container): Promise<boolean> {
  try {
    await deps.helper.request('delete', { container: container.id, force: true });
    return true;
  } catch (error) {
    const gone = error instanceof HelperFault && error.code === 'not-found';
    if (!gone) deps.log.error(`container ${container.id}: the helper could not remove what is left of it`, error);
    return gone;
  }
}
