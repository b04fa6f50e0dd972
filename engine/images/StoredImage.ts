import { chainIdsOf } from './chainIds';
import type { BlobStore } from './BlobStore';
import { REF_ANNOTATION, type Descriptor, type ImageJson, type Manifest } from './ociTypes';

/** One image of the store with its documents read. */
export interface StoredImage {
  /** `sha256:…` of the config: Docker's image id. */
  id: string;
  manifest: Manifest;
  manifestDigest: string;
  manifestSize: number;
  json: ImageJson;
  /** Familiar references; empty for an untagged image. */
  references: string[];
  chainIds: string[];
  /** Bytes of its layers as stored. */
  size: number;
}

/** `index.json` has one descriptor a reference, or one without for an untagged image. */
export async function readImages(blobs: BlobStore, manifests: Descriptor[]): Promise<StoredImage[]> {
  const images = new Map<string, StoredImage>();
  for (const descriptor of manifests) {
    const reference = descriptor.annotations?.[REF_ANNOTATION];
    let image = images.get(descriptor.digest);
    if (image === undefined) {
      image = await readImage(blobs, descriptor);
      images.set(descriptor.digest, image);
    }
    if (reference !== undefined) image.references.push(reference);
  }
  return [...images.values()];
}

async function readImage(blobs: BlobStore, { digest, size }: Descriptor): Promise<StoredImage> {
  const manifest = await blobs.readJson<Manifest>(digest);
  const json = await blobs.readJson<ImageJson>(manifest.config.digest);
  return storedImage({ manifest, manifestDigest: digest, manifestSize: size, json, references: [] });
}

export function storedImage(
  parts: Pick<StoredImage, 'manifest' | 'manifestDigest' | 'manifestSize' | 'json' | 'references'>,
): StoredImage {
  return {
    ...parts,
    id: parts.manifest.config.digest,
    chainIds: chainIdsOf(parts.json.rootfs.diff_ids),
    size: parts.manifest.layers.reduce((sum, layer) => sum + layer.size, 0),
  };
}

export function descriptorsOf(images: StoredImage[]): Descriptor[] {
  return images.flatMap(({ manifest, manifestDigest, manifestSize, references }) => {
    const descriptor = { mediaType: manifest.mediaType, digest: manifestDigest, size: manifestSize };
    if (references.length === 0) return [descriptor];
    return references.map((reference) => ({ ...descriptor, annotations: { [REF_ANNOTATION]: reference } }));
  });
}
