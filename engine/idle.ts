import type { Server } from 'node:net';
import type { Engine } from './Engine';
import { isAlive } from './containers/transition';

const CHECKS_PER_PERIOD = 4;

/** No connection, no container that lives or is about to, for as long as `idleMs`: then there is nothing to be here for. */
export function stopWhenIdle(server: Server, engine: Engine, idleMs: number, stop: () => void): void {
  let connections = 0;
  let busyAt = Date.now();
  server.on('connection', (socket) => {
    connections++;
    socket.once('close', () => {
      connections--;
      busyAt = Date.now();
    });
  });
  setInterval(
    () => {
      const live = engine.deps.set
        .all()
        .some(({ state }) => isAlive(state) || state.status === 'restarting' || state.status === 'removing');
      if (connections > 0 || live) busyAt = Date.now();
      else if (Date.now() - busyAt >= idleMs) stop();
    },
    Math.max(idleMs / CHECKS_PER_PERIOD, 250),
  ).unref();
}
