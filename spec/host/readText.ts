import { closeSync, openSync, readSync } from 'node:fs';

/** A mountinfo of a busy host is some 100 KiB; nothing read here is legitimately larger than this. */
const MAX_BYTES = 1024 * 1024;

/** One for all: what is read is taken out of it before the next. */
const buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** Text of a file, or `''` when it is missing or not readable: each fact says by itself that it is absent. */
export function readText(path: string): string {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    let text = '';
    while (text.length < MAX_BYTES) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) break;
      text += buffer.toString('utf8', 0, count);
    }
    return text;
  } catch {
    return '';
  } finally {
    closeSync(fd);
  }
}
