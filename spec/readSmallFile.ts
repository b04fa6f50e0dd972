import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';

const MAX_BYTES = 4 * 1024 * 1024;

/** The device that is always empty, under whatever name: a spec names it where it wants no file, and Docker reads it so. */
function isNull(stat: Stats): boolean {
  return stat.isCharacterDevice() && stat.rdev === statSync('/dev/null').rdev;
}

/**
 * Text of a regular file, or `undefined`: a spec may name a device, a pipe or something huge, which must not hold the server up. Another device
 * than the empty one is not even opened: to open one may do something already.
 */
export function readSmallFile(path: string): string | undefined {
  try {
    const stat = statSync(path);
    if (isNull(stat)) return '';
    return stat.isFile() ? readRegular(path) : undefined;
  } catch {
    return undefined;
  }
}

function readRegular(path: string): string | undefined {
  // O_NONBLOCK: what has become a pipe since then would wait for a writer for ever.
  const fd = openSync(path, 0x800);
  try {
    const stat = fstatSync(fd);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(fd, 'utf8') : undefined;
  } finally {
    closeSync(fd);
  }
}
