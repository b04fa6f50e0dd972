import { conflict, messageOf } from '../faults';
import { HelperFault } from '../helper/HelperFault';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { isAlive } from './transition';

interface RemoveOptions {
  force: boolean;
  volumes: boolean;
  /** The helper is known to have nothing of it. */
  gone?: boolean;
}

export async function removeContainer(
  deps: Deps,
  container: Container,
  { force, volumes, gone = false }: RemoveOptions,
): Promise<void> {
  const alive = await container.lock.run(async () => {
    if (container.removed) return undefined;
    if (container.state.status === 'removing')
      throw conflict(`removal of container ${container.record.name} is already in progress`);
    const running = isAlive(container.state);
    if (!force && (running || container.state.status === 'restarting')) throw conflict(refusal(container));
    clearTimeout(container.restartTimer);
    await deps.set.apply(container, { kind: 'removing' });
    return running;
  });
  if (alive === undefined) return;
  if (alive) await killAndWait(deps, container);
  await container.lock.run(() => finishRemoval(deps, container, volumes, gone));
}

export async function finishRemoval(deps: Deps, container: Container, volumes: boolean, gone = false): Promise<void> {
  if (!gone) await deleteIfKnown(deps, container);
  if (volumes)
    for (const volume of container.record.volumes) if (volume.anonymous) await deps.volumes.removeIfPresent(volume.name);
  const files = deps.records.discard(container.id);
  deps.set.forget(container);
  // Whoever waits for the removal need not wait for the files, which may be many: an engine that ends here removes them at its next start.
  await removeFiles(deps, files);
}

/** By the helper: what the container wrote belongs to its own ids. */
export async function removeFiles(deps: Deps, path: string): Promise<void> {
  try {
    await deps.helper.request('removeTree', { path });
  } catch (error) {
    deps.log.warn(`${path} cannot be removed, and is tried again at the next start: ${messageOf(error)}`);
  }
}

async function deleteIfKnown(deps: Deps, container: Container): Promise<void> {
  try {
    await deps.helper.request('delete', { container: container.id, force: true });
  } catch (error) {
    if (!(error instanceof HelperFault && error.code === 'not-found')) throw error;
  }
}

async function killAndWait(deps: Deps, container: Container): Promise<void> {
  const exited = container.nextExit();
  try {
    await deps.helper.request('signal', { container: container.id, signal: 9, all: true });
  } catch (error) {
    if (!(error instanceof HelperFault && (error.code === 'not-found' || error.code === 'state'))) throw error;
  }
  await exited;
}

function refusal({ record }: Container): string {
  const what =
    record.state.status === 'paused' ? 'container is paused and must be unpaused first' : `container is ${record.state.status}`;
  return `cannot remove container "/${record.name}": ${what}: stop the container before removing or force remove`;
}
