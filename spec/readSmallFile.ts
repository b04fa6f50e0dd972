import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

const MAX_BYTES = 4 * 1024 * 1024;

/** Text of a regular file, or `undefined`: a spec may name a device, a pipe or something huge, which must not hold the server up. */
export function readSmallFile(path: string): string | undefined {
  let fd: number;
  try {
    // O_NONBLOCK: opening a pipe nobody writes to would wait for ever.
    fd = openSync(path, 0x800);
  } catch {
    return undefined;
  }
  try {
    const stat = fstatSync(fd);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(fd, 'utf8') : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}
