import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { delegatedScope } from './delegatedScope';
import type { ScopeAnswer } from './delegatedScope';
import { EngineClient } from './EngineClient';
import { EngineError } from './EngineError';
import { checkPrivateDirectory, enginePaths, type EnginePaths } from './paths';

interface StartEngineOptions {
  /** Absolute path of `bulkhead-engine`. */
  enginePath: string;
  paths?: EnginePaths;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  signal?: AbortSignal;
}

const POLL_MS = 25;
/** After which the engine that another one has given way to has been given the time to answer. */
const GIVEN_WAY_MS = 1000;
/** One that ends is told at once: this is for one that hangs, on a machine however slow. */
const READY_MS = 60_000;

/** The engine that runs already, or a new one: detached, so that it outlives the window or command that asked for it. */
export async function startEngine(options: StartEngineOptions): Promise<EngineClient> {
  const env = options.env ?? process.env;
  const paths = options.paths ?? enginePaths(env);
  const running = await connectEngine(paths);
  if (running !== undefined) return running;
  mkdirSync(paths.dataRoot, { recursive: true, mode: 0o700 });
  const start = async () => follow(launch(options.enginePath, paths, env, await delegatedScope(env)));
  return await untilReady(start, paths, options.timeoutMs ?? READY_MS, options.signal);
}

/** `undefined` when nothing listens. */
export async function connectEngine(paths: EnginePaths = enginePaths()): Promise<EngineClient | undefined> {
  const client = new EngineClient(paths.socket);
  try {
    checkPrivateDirectory(dirname(paths.socket));
    await client.ping();
    return client;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'unreachable') return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Under VS Code `process.execPath` is Electron; ELECTRON_RUN_AS_NODE makes it a plain Node and means nothing to Node itself. */
function launch(enginePath: string, paths: EnginePaths, env: NodeJS.ProcessEnv, { scope, reason }: ScopeAnswer): ChildProcess {
  const log = openSync(paths.log, 'a', 0o600);
  try {
    if (reason !== undefined) writeSync(log, `no cgroup of its own from systemd, so no limits of cgroup v2: ${reason}\n`);
    const [file, ...args] = [...scope, process.execPath, enginePath];
    const child = spawn(file, args, {
      detached: true,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: { ...env, ELECTRON_RUN_AS_NODE: '1', BULKHEAD_DATA: paths.dataRoot, BULKHEAD_RUN: paths.runRoot },
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

interface Launched {
  failure?: string;
  gaveWayAt?: number;
}

/** An engine that ends with code 0 at once has found another one on the socket. */
function follow(child: ChildProcess): Launched {
  const launched: Launched = {};
  child.once('error', (error) => (launched.failure = error.message));
  child.once('exit', (code, by) => {
    if (code === 0) launched.gaveWayAt = Date.now();
    else launched.failure = `it ended with ${by ?? `code ${String(code)}`}`;
  });
  return launched;
}

/** The one that another has given way to answers soon, or was about to end, and then there is room for a new one. */
async function untilReady(
  start: () => Promise<Launched>,
  paths: EnginePaths,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<EngineClient> {
  let launched = await start();
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const client = await connectEngine(paths);
    if (client !== undefined) return client;
    if (signal?.aborted === true) throw new EngineError('aborted', 'starting the engine was cancelled');
    if (launched.failure !== undefined) break;
    if (launched.gaveWayAt !== undefined && Date.now() - launched.gaveWayAt > GIVEN_WAY_MS) launched = await start();
    await sleep(POLL_MS);
  }
  const reason = launched.failure ?? `it was not ready after ${String(timeoutMs / 1000)} s`;
  throw new EngineError('start-failed', `the engine did not start: ${reason}\n${lastLines(paths.log)}See ${paths.log}`);
}

function lastLines(path: string): string {
  const text = readFileSync(path, 'utf8').trimEnd();
  return text === '' ? '' : `${text.split('\n').slice(-5).join('\n')}\n`;
}
