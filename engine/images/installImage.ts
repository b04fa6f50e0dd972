import { open } from 'node:fs/promises';
import type { BlobStore } from './BlobStore';
import { chainIdsOf } from './chainIds';
import type { LayerStore } from './LayerStore';
import { MEDIA, type Descriptor, type Manifest } from './ociTypes';
import type { ArchivedImage } from './readArchive';
import type { ReceivedFile } from './receiveArchive';
import { storedImage, type StoredImage } from './StoredImage';

/** What an installation has added so far, so that a failure takes back exactly this. */
export interface Added {
  blobs: string[];
  layers: string[];
}

/** Before anything else: an image whose layers do not unpack, or are not what its config says, never gets into the store. */
export async function unpackLayers(layers: LayerStore, image: ArchivedImage, added: Added): Promise<void> {
  const { diff_ids: diffIds } = image.json.rootfs;
  for (const [i, chainId] of chainIdsOf(diffIds).entries()) {
    const file = image.layers[i];
    const diffId = diffIds[i];
    if (file === undefined || diffId === undefined) continue;
    if (await layers.has(chainId)) {
      if (file.digest !== diffId) await layers.verify(file.path, diffId);
      continue;
    }
    await layers.unpack(file.path, chainId, diffId);
    added.layers.push(chainId);
  }
}

export async function storeImage(blobs: BlobStore, image: ArchivedImage, added: Added): Promise<StoredImage> {
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: MEDIA.manifest,
    config: await adopt(blobs, image.config, MEDIA.config, added),
    layers: [],
  };
  for (const layer of image.layers) manifest.layers.push(await adopt(blobs, layer, await layerType(blobs, layer), added));
  const { digest, size } = await blobs.putJson(manifest);
  added.blobs.push(digest);
  return storedImage({ manifest, manifestDigest: digest, manifestSize: size, json: image.json, references: image.references });
}

async function adopt(blobs: BlobStore, file: ReceivedFile, mediaType: string, added: Added): Promise<Descriptor> {
  if (!(await blobs.has(file.digest))) {
    await blobs.adopt(file.digest, file.path);
    added.blobs.push(file.digest);
  }
  return { mediaType, digest: file.digest, size: file.size };
}

/** Told by the bytes, as the helper does: archives are often wrong about it. */
async function layerType(blobs: BlobStore, layer: ReceivedFile): Promise<string> {
  const file = await open((await blobs.has(layer.digest)) ? blobs.path(layer.digest) : layer.path, 'r');
  try {
    const magic = Buffer.alloc(4);
    await file.read(magic, 0, 4, 0);
    if (magic.readUInt16BE(0) === 0x1f8b) return MEDIA.layerGzip;
    return magic.readUInt32LE(0) === 0xfd2fb528 ? MEDIA.layerZstd : MEDIA.layer;
  } finally {
    await file.close();
  }
}
