import { closeSync, openSync } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HelperClient } from '../helper/HelperClient';

const MAX_LAYER_BYTES = 64 * 1024 ** 3;
const MAX_LAYER_ENTRIES = 4_000_000;
const EMPTY = 'empty';

/** `<data>/layers/<chain id>`: each layer unpacked once, by the helper, however many images share it. A directory that exists is complete. */
export class LayerStore {
  private readonly root: string;
  private readonly helper: HelperClient;

  constructor(dataRoot: string, helper: HelperClient) {
    this.root = join(dataRoot, 'layers');
    this.helper = helper;
  }

  /** An image without layers still needs something to lie over. */
  async open(): Promise<void> {
    await mkdir(join(this.root, EMPTY), { recursive: true, mode: 0o711 });
  }

  directory(chainId: string): string {
    return join(this.root, chainId.slice('sha256:'.length));
  }

  /** Topmost first, as an overlay wants them. */
  lower(chainIds: string[]): string[] {
    return chainIds.length === 0 ? [join(this.root, EMPTY)] : chainIds.map((id) => this.directory(id)).reverse();
  }

  async has(chainId: string): Promise<boolean> {
    return await access(this.directory(chainId)).then(
      () => true,
      () => false,
    );
  }

  /** The helper checks the diff id while it unpacks and leaves nothing when it fails. */
  async unpack(archive: string, chainId: string, diffId: string): Promise<void> {
    const fd = openSync(archive, 'r');
    try {
      const params = { target: this.directory(chainId), diffId, maxBytes: MAX_LAYER_BYTES, maxEntries: MAX_LAYER_ENTRIES };
      await this.helper.request('unpack', params, [fd]);
    } finally {
      closeSync(fd);
    }
  }

  async remove(chainId: string): Promise<void> {
    if (await this.has(chainId)) await this.helper.request('removeTree', { path: this.directory(chainId) });
  }

  async chainIds(): Promise<string[]> {
    return (await readdir(this.root)).filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => `sha256:${name}`);
  }
}
