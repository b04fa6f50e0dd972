import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../writeDurably';
import type { Descriptor, Index } from './ociTypes';
import { MEDIA } from './ociTypes';

/** The OCI image layout on disk: `oci-layout`, `index.json` and `blobs/sha256/`. Other tools read it as it is. */
export class BlobStore {
  readonly root: string;

  constructor(dataRoot: string) {
    this.root = join(dataRoot, 'images');
  }

  async open(): Promise<Index> {
    await mkdir(join(this.root, 'blobs', 'sha256'), { recursive: true, mode: 0o700 });
    await writeFile(join(this.root, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    try {
      return JSON.parse(await readFile(join(this.root, 'index.json'), 'utf8')) as Index;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { schemaVersion: 2, mediaType: MEDIA.index, manifests: [] };
    }
  }

  async saveIndex(manifests: Descriptor[]): Promise<void> {
    await writeDurably(join(this.root, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: MEDIA.index, manifests }));
  }

  path(digest: string): string {
    return join(this.root, 'blobs', 'sha256', digest.slice('sha256:'.length));
  }

  async has(digest: string): Promise<boolean> {
    return await access(this.path(digest)).then(
      () => true,
      () => false,
    );
  }

  async readJson<T>(digest: string): Promise<T> {
    return JSON.parse(await readFile(this.path(digest), 'utf8')) as T;
  }

  /** Takes over a file on the same filesystem whose digest has been verified. */
  async adopt(digest: string, file: string): Promise<void> {
    await rename(file, this.path(digest));
  }

  async putJson(value: unknown): Promise<{ digest: string; size: number }> {
    const text = JSON.stringify(value);
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    await writeDurably(this.path(digest), text);
    return { digest, size: Buffer.byteLength(text) };
  }

  async remove(digest: string): Promise<void> {
    await rm(this.path(digest), { force: true });
  }
}
