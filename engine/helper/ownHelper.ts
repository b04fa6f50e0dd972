import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, messageOf } from '../faults';
import type { BulkheadAddon } from './addon';

export interface OwnHelperOptions {
  addon: BulkheadAddon;
  helperPath: string;
  dataRoot: string;
  /** The helper's own directory, below the engine's. */
  runRoot: string;
  /** The engine's log file, which the helper's messages go to. */
  logFd: number;
}

/** Starts a helper as this engine's user and returns our end of its channel. */
export async function startOwnHelper({ addon, helperPath, dataRoot, runRoot, logFd }: OwnHelperOptions): Promise<number> {
  const [ours, theirs] = addon.socketPair();
  const child = spawn(helperPath, ['serve', '--fd', '3', '--data', dataRoot, '--run', runRoot], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFd, logFd, theirs],
  });
  child.unref();
  closeSync(theirs);
  try {
    await once(child, 'spawn');
  } catch (error) {
    closeSync(ours);
    throw new Fault('unavailable', `the helper ${helperPath} cannot be started: ${messageOf(error)}`);
  }
  return ours;
}

/** Containers that a helper of this user's own made; no other helper knows them. */
export function hasOwnContainers(runRoot: string): boolean {
  try {
    return readdirSync(join(runRoot, 'containers')).length > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
