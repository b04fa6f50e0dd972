import { lstatSync, mkdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where an engine keeps its things. The same answer in the engine and in every client of the same user. */
export interface EnginePaths {
  dataRoot: string;
  runRoot: string;
  socket: string;
  log: string;
}

/** `BULKHEAD_DATA` and `BULKHEAD_RUN` override; root has system directories, everyone else the XDG ones. */
export function enginePaths(env: NodeJS.ProcessEnv = process.env, uid: number = userInfo().uid): EnginePaths {
  const dataRoot = env['BULKHEAD_DATA'] ?? (uid === 0 ? '/var/lib/bulkhead' : join(userDataHome(env), 'bulkhead'));
  const runRoot = env['BULKHEAD_RUN'] ?? (uid === 0 ? '/run/bulkhead' : userRunRoot(env, uid));
  return { dataRoot, runRoot, socket: join(runRoot, 'engine.sock'), log: join(dataRoot, 'engine.log') };
}

function userDataHome(env: NodeJS.ProcessEnv): string {
  return env['XDG_DATA_HOME'] ?? join(env['HOME'] ?? homedir(), '.local', 'share');
}

function userRunRoot(env: NodeJS.ProcessEnv, uid: number): string {
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  return runtimeDir === undefined || runtimeDir === '' ? `/tmp/bulkhead-${String(uid)}` : join(runtimeDir, 'bulkhead');
}

/**
 * Makes the directory 0700, or checks that it is ours. Anyone can make `/tmp/bulkhead-<uid>` before us and put a socket in it that
 * listens in our place, so a directory of another user or one that others can write is refused, never used.
 */
export function ensurePrivateDirectory(path: string, uid: number = userInfo().uid): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  checkPrivateDirectory(path, uid);
}

export function checkPrivateDirectory(path: string, uid: number = userInfo().uid): void {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) throw new Error(`${path} is not a directory; remove it and try again`);
  if (stat.uid !== uid)
    throw new Error(`${path} belongs to uid ${String(stat.uid)}, not to you; set BULKHEAD_RUN to a directory of yours`);
  if ((stat.mode & 0o022) !== 0) throw new Error(`${path} can be written by others; run: chmod 700 ${path}`);
}
