import { lstatSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';

export { enginePaths } from '../spec/host/enginePaths';
export type { EnginePaths } from '../spec/host/enginePaths';

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
