import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

let counter = 0;

/** Temp, fsync, rename: after a crash the file is the old one or the new one, never half of it. Throws with the old one in place. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.${String(process.pid)}.${String(++counter)}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
