import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
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
    await this.unpackTo(this.directory(chainId), archive, diffId);
  }

  /** A layer that is here already: the archive's own must still be what it says. Only unpacking finds out. */
  async verify(archive: string, diffId: string): Promise<void> {
    const target = join(this.root, `verify-${randomBytes(8).toString('hex')}`);
    await this.unpackTo(target, archive, diffId);
    await this.helper.request('removeTree', { path: target });
  }

  private async unpackTo(target: string, archive: string, diffId: string): Promise<void> {
    const fd = openSync(archive, 'r');
    try {
      const params = { target, diffId, maxBytes: MAX_LAYER_BYTES, maxEntries: MAX_LAYER_ENTRIES };
      await this.helper.request('unpack', params, [fd]);
    } finally {
      closeSync(fd);
    }
  }

  async remove(chainId: string): Promise<void> {
    if (await this.has(chainId)) await this.helper.request('removeTree', { path: this.directory(chainId) });
  }
}
