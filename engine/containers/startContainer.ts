import { conflict, notModified } from '../faults';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { launch } from './launch';
import { removeContainer } from './removeContainer';
import { stopContainer, type StopOptions } from './stopContainer';
import { isAlive } from './transition';

export async function startContainer(deps: Deps, container: Container): Promise<void> {
  try {
    await container.lock.run(async () => {
      if (container.state.status === 'paused') throw conflict('cannot start a paused container, try unpause instead');
      if (isAlive(container.state)) throw notModified();
      if (container.removed || container.state.status === 'removing')
        throw conflict('container is marked for removal and cannot be started');
      clearTimeout(container.restartTimer);
      container.backOffMs = 0;
      await launch(deps, container, false);
    });
  } catch (error) {
    const failed = container.state.status === 'created' || container.state.status === 'exited';
    if (failed && container.record.spec.HostConfig?.AutoRemove === true)
      await removeContainer(deps, container, { force: false, volumes: true });
    throw error;
  }
}

export async function restartContainer(deps: Deps, container: Container, options: StopOptions): Promise<void> {
  container.stopsToRestart = true;
  try {
    if (isAlive(container.state)) await stopContainer(deps, container, options);
    await startContainer(deps, container);
  } finally {
    container.stopsToRestart = false;
  }
  deps.set.announce(container, 'restart');
}

export async function pauseContainer(deps: Deps, container: Container): Promise<void> {
  await container.lock.run(async () => {
    if (container.state.status === 'paused') throw conflict(`Container ${container.id} is already paused`);
    if (container.state.status !== 'running') throw conflict(`Container ${container.id} is not running`);
    await deps.helper.request('pause', { container: container.id });
    await deps.set.apply(container, { kind: 'paused' });
  });
}

export async function unpauseContainer(deps: Deps, container: Container): Promise<void> {
  await container.lock.run(async () => {
    if (container.state.status !== 'paused') throw conflict(`Container ${container.id} is not paused`);
    await deps.helper.request('resume', { container: container.id });
    await deps.set.apply(container, { kind: 'unpaused' });
  });
}
