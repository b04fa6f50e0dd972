import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Waits while the reader is slow, so that nothing piles up here. Throws when the reader has gone. */
export async function writeAll(out: Writable, data: Buffer | string): Promise<void> {
  if (out.destroyed) throw new Error('the client has gone');
  if (out.write(data)) return;
  const done = new AbortController();
  try {
    await Promise.race([once(out, 'drain', { signal: done.signal }), once(out, 'close', { signal: done.signal })]);
  } finally {
    done.abort();
  }
}
