import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { lines } from '../../api/lines';
import { messageOf } from '../faults';
import { HelperFault } from '../helper/HelperFault';
import type { ContainerState as HelperState, ExitStatus } from '../helper/protocol';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { onlyFd } from '../helper/onlyFd';
import { onExit, type SeenExit } from './onExit';
import { isAlive } from './transition';

const RETRY_MS = 200;

/** A monitor that is gone took its container with it (the init dies with its parent), and nobody knows the code. */
const LOST: Omit<SeenExit, 'at'> = { exitCode: 137, oomKilled: false, error: 'its monitor ended without an exit status' };

/** Reads the monitor's watch stream until the exit. It survives the helper, and a new engine opens another one. */
export function supervise(deps: Deps, container: Container, watch: Socket): void {
  container.supervised = true;
  follow(deps, container, watch).catch((error: unknown) => {
    container.supervised = false;
    deps.log.error(`container ${container.id}: supervision failed`, error);
  });
}

async function follow(deps: Deps, container: Container, first: Socket): Promise<void> {
  let watch: Socket | undefined = first;
  let exit: SeenExit | undefined;
  while (watch !== undefined && exit === undefined) {
    exit = await readUntilExit(deps, container, watch);
    watch = undefined;
    if (exit !== undefined) break;
    const again = await look(deps, container);
    if (again instanceof Socket) watch = again;
    else exit = again;
  }
  container.supervised = false;
  await onExit(deps, container, exit ?? { ...LOST, at: Date.now() });
}

/** `undefined`: the stream ended without one. */
async function readUntilExit(deps: Deps, container: Container, watch: Socket): Promise<SeenExit | undefined> {
  try {
    for await (const line of lines(watch)) {
      const message = JSON.parse(line) as { event: string; exec?: string; message?: string } & ExitStatus;
      if (message.exec !== undefined) continue;
      if (message.event === 'exit') return seenExit(message);
      if (message.event === 'trouble') deps.log.warn(`container ${container.id}: its monitor: ${message.message ?? ''}`);
      if (message.event === 'oom' && isAlive(container.state))
        await container.lock.run(() => deps.set.apply(container, { kind: 'oom' }));
    }
  } catch (error) {
    deps.log.warn(`container ${container.id}: watch stream broke: ${messageOf(error)}`);
  } finally {
    watch.destroy();
  }
  return undefined;
}

function seenExit(exit: ExitStatus): SeenExit {
  return { exitCode: exit.code, oomKilled: exit.oomKilled, at: exit.finishedAt };
}

/** What the helper finds: an exit, or a live container whose monitor is watched anew. Waits for as long as there is no helper. */
async function look(deps: Deps, container: Container): Promise<Socket | SeenExit> {
  for (;;) {
    try {
      const { result } = await deps.helper.request('state', { container: container.id });
      if (result.status === 'stopped') return exitOf(result);
      const { fds } = await deps.helper.request('watch', { container: container.id });
      return new Socket({ fd: onlyFd(fds), readable: true, writable: false });
    } catch (error) {
      if (error instanceof HelperFault) return { ...LOST, at: Date.now() };
      if (deps.helper.isStopped) throw error;
      deps.log.debug(`container ${container.id}: no helper to ask yet: ${messageOf(error)}`);
      await sleep(RETRY_MS);
    }
  }
}

export function exitOf(state: HelperState): SeenExit {
  return state.exit === undefined ? { ...LOST, at: Date.now() } : seenExit(state.exit);
}
