import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { UsedImage } from '../containers/ContainerRecord';
import type { EventBus } from '../events/EventBus';
import { invalid, notFound } from '../faults';
import type { Log } from '../log';
import { Mutex } from '../Mutex';
import { BlobStore } from './BlobStore';
import { describeHost } from './describeImage';
import { HOST_IMAGE_ID, HOST_IMAGE_TAG, hostImageConfig, isHostReference } from './hostImage';
import { storeImage, unpackLayers, type Added } from './installImage';
import type { LayerStore } from './LayerStore';
import { readArchive } from './readArchive';
import { receiveArchive } from './receiveArchive';
import { familiarReference } from './reference';
import { descriptorsOf, readImages, type StoredImage } from './StoredImage';

/** The images of `<data>/images`, all in memory, and the built-in one. Changes are made one after another. */
export class ImageStore {
  private readonly blobs: BlobStore;
  private readonly layers: LayerStore;
  private readonly events: EventBus;
  private readonly log: Log;
  private readonly scratch: string;
  private readonly changes = new Mutex();
  private images: StoredImage[] = [];

  constructor(dataRoot: string, layers: LayerStore, events: EventBus, log: Log) {
    this.blobs = new BlobStore(dataRoot);
    this.layers = layers;
    this.events = events;
    this.log = log;
    this.scratch = join(dataRoot, 'tmp');
  }

  async open(): Promise<void> {
    await rm(this.scratch, { recursive: true, force: true });
    await mkdir(this.scratch, { recursive: true, mode: 0o700 });
    await this.layers.open();
    this.images = await readImages(this.blobs, (await this.blobs.open()).manifests);
  }

  list(): readonly StoredImage[] {
    return this.images;
  }

  /** By reference, `sha256:` id, or the beginning of an id. */
  find(text: string): StoredImage | undefined {
    const hex = text.replace(/^sha256:/, '');
    if (/^[0-9a-f]{4,64}$/.test(hex)) {
      const matches = this.images.filter(({ id }) => id.startsWith(`sha256:${hex}`));
      if (matches.length > 1) throw invalid(`multiple images found with provided prefix: ${text}`);
      if (matches[0] !== undefined) return matches[0];
      if (text.startsWith('sha256:')) return undefined;
    }
    const reference = familiarReference(text);
    return this.images.find(({ references }) => references.includes(reference));
  }

  get(text: string): StoredImage {
    const image = this.find(text);
    if (image === undefined) throw notFound(`No such image: ${withTag(text)}`);
    return image;
  }

  use(ref: string): UsedImage {
    if (isHostReference(ref)) return { id: HOST_IMAGE_ID, ref, config: hostImageConfig, rootfs: { kind: 'host' } };
    const image = this.get(ref);
    return { id: image.id, ref, config: image.json.config ?? {}, rootfs: { kind: 'layers', chainIds: image.chainIds } };
  }

  architecture(ref: string): string {
    return isHostReference(ref) ? describeHost().architecture : this.get(ref).json.architecture;
  }

  lower(chainIds: string[]): string[] {
    return this.layers.lower(chainIds);
  }

  /** All images of the archive or none. */
  async load(body: Readable): Promise<StoredImage[]> {
    const directory = await mkdtemp(join(this.scratch, 'load-'));
    try {
      const archived = await readArchive(await receiveArchive(body, directory));
      return await this.changes.run(async () => {
        const added: Added = { blobs: [], layers: [] };
        try {
          const loaded: StoredImage[] = [];
          for (const image of archived) {
            await unpackLayers(this.layers, image, added);
            const known = this.images.find(({ id }) => id === image.config.digest);
            loaded.push(
              known === undefined ? await storeImage(this.blobs, image, added) : { ...known, references: image.references },
            );
          }
          await this.replace(loaded.reduce(withImage, this.images));
          for (const image of loaded) this.announce('load', image);
          return loaded;
        } catch (error) {
          for (const digest of added.blobs) await this.blobs.remove(digest);
          for (const chainId of added.layers) await this.layers.remove(chainId);
          throw error;
        }
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  async tag(text: string, reference: string): Promise<void> {
    const familiar = familiarReference(reference);
    if (isHostReference(familiar)) throw invalid(`${HOST_IMAGE_TAG} is built in and cannot be another image`);
    await this.changes.run(async () => {
      const image = this.get(text);
      await this.replace(withImage(this.images, { ...image, references: [familiar] }));
      this.announce('tag', image, familiar);
    });
  }

  /** Takes a tag away, or the whole image when it is the last one; `inUse` are the layers containers stand on. */
  async untag(image: StoredImage, references: string[]): Promise<void> {
    await this.changes.run(async () => {
      await this.replace(
        this.images.map((one) =>
          one.id === image.id ? { ...one, references: one.references.filter((ref) => !references.includes(ref)) } : one,
        ),
      );
      for (const reference of references) this.announce('untag', image, reference);
    });
  }

  async remove(image: StoredImage, layersInUse: Set<string>): Promise<void> {
    await this.changes.run(async () => {
      await this.replace(this.images.filter(({ id }) => id !== image.id));
      const blobsKept = new Set(
        this.images.flatMap((one) => [one.id, one.manifestDigest, ...one.manifest.layers.map(({ digest }) => digest)]),
      );
      for (const digest of [image.id, image.manifestDigest, ...image.manifest.layers.map((layer) => layer.digest)]) {
        if (!blobsKept.has(digest)) await this.blobs.remove(digest);
      }
      await this.removeUnusedLayers(image.chainIds, layersInUse);
      this.announce('delete', image);
    });
  }

  private async removeUnusedLayers(chainIds: string[], inUse: Set<string>): Promise<void> {
    const kept = new Set(this.images.flatMap((one) => one.chainIds));
    for (const chainId of chainIds) if (!kept.has(chainId) && !inUse.has(chainId)) await this.layers.remove(chainId);
  }

  private async replace(images: StoredImage[]): Promise<void> {
    await this.blobs.saveIndex(descriptorsOf(images));
    this.images = images;
    this.log.debug(`image store has ${String(images.length)} images`);
  }

  private announce(action: string, image: StoredImage, name?: string): void {
    this.events.publish('image', action, image.id, { name: name ?? image.references[0] ?? image.id });
  }
}

/** A reference belongs to one image: the latest takes it from the others. The same config packed in another way is the same image. */
function withImage(images: StoredImage[], added: StoredImage): StoredImage[] {
  const others = images
    .filter(({ id }) => id !== added.id)
    .map((one) => ({ ...one, references: one.references.filter((ref) => !added.references.includes(ref)) }));
  const before = images.find(({ id }) => id === added.id) ?? added;
  return [{ ...before, references: [...new Set([...before.references, ...added.references])] }, ...others];
}

function withTag(text: string): string {
  return text.startsWith('sha256:') || /:[^/]+$/.test(text) ? text : `${text}:latest`;
}
