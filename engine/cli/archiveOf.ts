import { createReadStream, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { Input } from './Invocation';

/** What is to be loaded: an archive as it is, a folder packed into one, or stdin. */
export function archiveOf(path: string | undefined, stdin: Input): Readable {
  if (path === undefined) return stdin;
  if (!statSync(path).isDirectory()) return createReadStream(path);
  const archive = pack();
  const readable = Readable.from(archive as AsyncIterable<Buffer>);
  addFolder(archive, path).catch((error: unknown) => readable.destroy(error as Error));
  return readable;
}

/** The engine takes archives only, so that it never reads a path a client names. */
async function addFolder(archive: Pack, root: string): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { size } = statSync(path);
    await pipeline(createReadStream(path), archive.entry({ name: relative(root, path), size }));
  }
  archive.finalize();
}
