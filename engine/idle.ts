import type { Server } from 'node:net';
import type { Engine } from './Engine';
import { isAlive } from './containers/transition';

const CHECKS_PER_PERIOD = 4;

/** No connection, no container that lives or is about to, for as long as `idleMs`: then there is nothing to be here for. */
export function stopWhenIdle(server: Server, engine: Engine, idleMs: number, stop: () => void): void {
  let connections = 0;
  let quietChecks = 0;
  server.on('connection', (socket) => {
    connections++;
    socket.once('close', () => {
      connections--;
      quietChecks = 0;
    });
  });
  const everyMs = Math.max(idleMs / CHECKS_PER_PERIOD, 250);
  setInterval(() => {
    const live = engine.deps.set
      .all()
      .some(({ state }) => isAlive(state) || state.status === 'restarting' || state.status === 'removing');
    quietChecks = connections > 0 || live ? 0 : quietChecks + 1;
    // Counted and not timed: when this process has had no turn for long, or the machine slept, a client may be at the door.
    if (quietChecks * everyMs > idleMs) stop();
  }, everyMs).unref();
}
