import { open, stat } from 'node:fs/promises';
import { LineReader } from './LineReader';

const MAX_ROTATED = 1000;

async function openReader(path: string): Promise<LineReader | undefined> {
  try {
    const file = await open(path, 'r');
    return new LineReader(file, (await file.stat()).ino);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The log and its rotated parts, oldest first. They are opened newest first: a rotation in between then shows a file twice, which is
 * seen by its inode, where the other order would skip one.
 */
export async function openAll(path: string): Promise<LineReader[]> {
  const readers: LineReader[] = [];
  const current = await openReader(path);
  if (current !== undefined) readers.push(current);
  for (let i = 1; i < MAX_ROTATED; i++) {
    const rotated = await openReader(`${path}.${String(i)}`);
    if (rotated === undefined) break;
    if (readers.some(({ inode }) => inode === rotated.inode)) await rotated.close();
    else readers.push(rotated);
  }
  return readers.reverse();
}

async function inodeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).ino;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The file the writer went on with after the one with this inode; `undefined` while that is still the current one. */
export async function openSuccessor(path: string, inode: number | undefined): Promise<LineReader | undefined> {
  const current = await inodeOf(path);
  if (current === inode || current === undefined) return undefined;
  for (let i = 1; i < MAX_ROTATED; i++) {
    const rotated = await inodeOf(`${path}.${String(i)}`);
    if (rotated === undefined) return await openReader(i === 1 ? path : `${path}.${String(i - 1)}`);
    if (rotated === inode) return await openReader(i === 1 ? path : `${path}.${String(i - 1)}`);
  }
  return undefined;
}
