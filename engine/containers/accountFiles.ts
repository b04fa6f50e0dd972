import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Rootfs } from '../helper/protocol';

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Text of the root filesystem's `/etc/passwd` and `/etc/group` without mounting it: the topmost layer that has the file decides. Read on this
 * thread: a few small files, on the way of every start.
 */
export function accountFiles(rootfs: Rootfs): { passwd: string; group: string } {
  const layers = etcDirectories(rootfs);
  return { passwd: topmost(layers, 'passwd'), group: topmost(layers, 'group') };
}

function etcDirectories({ base, overlays }: Rootfs): string[] {
  const etc = overlays?.names['/etc'];
  if (overlays !== undefined && etc !== undefined) return [join(overlays.layers, etc, 'upper'), '/etc'];
  const layers = base.kind === 'directory' ? [base.path] : [base.upper, ...base.lower];
  return layers.map((layer) => join(layer, 'etc'));
}

function topmost(directories: string[], name: string): string {
  for (const directory of directories) {
    const etc = lstatSync(directory, { throwIfNoEntry: false });
    if (etc === undefined) continue;
    // An image whose /etc is a link or a whiteout has no accounts; following the link would leave the layer.
    if (!etc.isDirectory()) return '';
    const file = lstatSync(join(directory, name), { throwIfNoEntry: false });
    if (file !== undefined) return file.isFile() ? readBounded(join(directory, name)) : '';
  }
  return '';
}

/** O_NOFOLLOW: between the look and the opening a container could put a link in the file's place. */
function readBounded(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(Math.min(fstatSync(file).size, MAX_BYTES));
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}
