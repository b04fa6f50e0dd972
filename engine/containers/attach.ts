import { Socket } from 'node:net';
import { conflict } from '../faults';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { onlyFd } from '../helper/onlyFd';
import { isAlive } from './transition';

interface AttachOptions {
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
}

/** The monitor's stream: at once when the container runs, else between its creation in the helper and its exec. */
export async function attach(deps: Deps, container: Container, options: AttachOptions, signal: AbortSignal): Promise<Socket> {
  if (container.state.status === 'removing') throw conflict(`Container ${container.id} is being removed`);
  const connect = async (): Promise<Socket> => {
    const { fds } = await deps.helper.request('attach', { container: container.id, ...options });
    return new Socket({ fd: onlyFd(fds), readable: true, writable: true, allowHalfOpen: true });
  };
  // A start under way holds the lock; asking without it could miss both the running container and the release of the waiters.
  const waiting = await container.lock.run(() =>
    Promise.resolve(isAlive(container.state) ? undefined : enqueue(container, connect, signal)),
  );
  return await (waiting === undefined ? connect() : waiting.socket);
}

/** In an object, because a promise returned from the lock would be waited for with the lock held. */
function enqueue(container: Container, connect: () => Promise<Socket>, signal: AbortSignal): { socket: Promise<Socket> } {
  const socket = new Promise<Socket>((resolve, reject) => {
    const waiter = async (error?: Error): Promise<void> => {
      signal.removeEventListener('abort', forget);
      if (error === undefined) await connect().then(resolve, reject);
      else reject(error);
    };
    const forget = (): void => {
      container.attachWaiters.delete(waiter);
      reject(new Error('the client went away before the container started'));
    };
    signal.addEventListener('abort', forget, { once: true });
    container.attachWaiters.add(waiter);
  });
  return { socket };
}
