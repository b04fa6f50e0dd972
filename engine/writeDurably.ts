import { closeSync, constants, fsync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const sync = promisify(fsync);
let counter = 0;

/** Temp, fsync, rename: after a crash the file is the old one or the new one, never half of it. Throws with the old one in place. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await replaceFile(path, text);
  const directory = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await sync(directory);
  } finally {
    closeSync(directory);
  }
}

/**
 * As `writeDurably`, but a power cut may bring the old file back. Only what waits for the disk leaves this thread: each trip to the thread pool
 * costs more than the call it is made for.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await replace(path, text, sync);
}

/** As `replaceFile` while the machine has power; a power cut may leave an empty file. For what means nothing after one. */
export async function replaceVolatileFile(path: string, text: string): Promise<void> {
  await replace(path, text, () => undefined);
}

async function replace(path: string, text: string, settle: (file: number) => Promise<void> | undefined): Promise<void> {
  const temporary = `${path}.${String(process.pid)}.${String(++counter)}.tmp`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    await settle(file);
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(file);
  }
}
