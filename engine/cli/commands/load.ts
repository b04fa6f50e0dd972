import { createReadStream, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { pack, type Pack } from 'tar-stream';
import { engineClient } from '../engineClient';

export function addLoad(program: Command): void {
  program
    .command('load [path]')
    .description('load images from an archive (docker save, OCI), a folder in OCI layout, or stdin')
    .option('-i, --input <path>', 'archive or folder')
    .action(async (path: string | undefined, { input }: { input?: string }) => {
      const from = input ?? path;
      if (from === undefined && process.stdin.isTTY) throw new Error('name an archive or a folder, or give an archive on stdin');
      const client = await engineClient();
      for await (const { stream } of client.ndjson<{ stream?: string }>('POST', '/images/load', { upload: source(from) }))
        process.stdout.write(stream ?? '');
    });
}

function source(path: string | undefined): Readable {
  if (path === undefined) return process.stdin;
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
