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
