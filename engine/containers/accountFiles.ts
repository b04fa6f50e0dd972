import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rootfs } from '../helper/protocol';

const MAX_BYTES = 4 * 1024 * 1024;

/** Text of the root filesystem's `/etc/passwd` and `/etc/group` without mounting it: the topmost layer that has the file decides. */
export async function accountFiles(rootfs: Rootfs): Promise<{ passwd: string; group: string }> {
  const layers = etcDirectories(rootfs);
  return { passwd: await topmost(layers, 'passwd'), group: await topmost(layers, 'group') };
}

function etcDirectories({ base, overlays = [] }: Rootfs): string[] {
  const etc = overlays.find(({ target }) => target === '/etc');
  if (etc !== undefined) return [...(etc.upper === undefined ? [] : [etc.upper]), ...etc.lower];
  const layers = base.kind === 'directory' ? [base.path] : [base.upper, ...base.lower];
  return layers.map((layer) => join(layer, 'etc'));
}

async function topmost(directories: string[], name: string): Promise<string> {
  for (const directory of directories) {
    const etc = await lstatIfThere(directory);
    if (etc === undefined) continue;
    // An image whose /etc is a link or a whiteout has no accounts; following the link would leave the layer.
    if (!etc.isDirectory()) return '';
    const file = await lstatIfThere(join(directory, name));
    if (file !== undefined) return file.isFile() ? await readBounded(join(directory, name)) : '';
  }
  return '';
}

async function lstatIfThere(path: string) {
  return await lstat(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  });
}

/** O_NOFOLLOW: between the look and the opening a container could put a link in the file's place. */
async function readBounded(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(Math.min((await file.stat()).size, MAX_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
