import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateDirectory, enginePaths } from '../api/paths';
import { createServer } from './api/server';
import { Engine } from './Engine';
import { messageOf } from './faults';
import { loadAddon } from './helper/addon';
import { privilegedSocket } from './helper/privilegedHelper';
import { stopWhenIdle } from './idle';
import { takeSocket } from './listen';
import { Log } from './log';
import { refuseStrangers } from './refuseStrangers';

const DEFAULT_IDLE_S = 300;

async function main(): Promise<void> {
  // Everything we make is for this user alone unless a mode says otherwise.
  process.umask(0o022);
  const paths = enginePaths();
  mkdirSync(paths.dataRoot, { recursive: true, mode: 0o711 });
  ensurePrivateDirectory(paths.runRoot);
  const log = new Log(paths.log, process.env['BULKHEAD_LOG_LEVEL']);
  const lease = await takeSocket(paths.socket);
  if (lease === undefined) {
    log.info(`another engine listens on ${paths.socket}; this one is not needed`);
    return;
  }
  const addon = loadAddon();
  const helperPath = process.env['BULKHEAD_HELPER'] ?? join(__dirname, 'bulkhead-helper');
  const engine = new Engine({
    paths,
    addon,
    helperPath,
    privilegedSocket: privilegedSocket(),
    log,
    logFd: openSync(paths.log, 'a', 0o600),
  });
  const server = createServer(engine);
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info(`engine stops: ${why}`);
    engine.stop();
    // Containers go on: their monitors are not ours to end.
    void server.close().finally(() => {
      lease.release();
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled', error));
  engine.requestStop = () => setImmediate(() => stop('asked to'));
  await engine.start();
  refuseStrangers(server.server, addon);
  stopWhenIdle(server.server, engine, Number(process.env['BULKHEAD_IDLE_SECONDS'] ?? DEFAULT_IDLE_S) * 1000, () => stop('idle'));
  await server.ready();
  await lease.serve(server.server);
  log.info(`engine listens on ${paths.socket} as pid ${String(process.pid)}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bulkhead engine: ${messageOf(error)}\n`);
  process.exit(1);
});
