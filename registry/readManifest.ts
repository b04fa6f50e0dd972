import type { ImageDetails, ImagePlatform } from '../spec/image/ImageFacts';
import { countOf, dateOf, fieldsOf, listOf, parseJson, textOf } from './json';
import type { Fields } from './json';
import { isIndexType } from './mediaTypes';
import type { Manifest } from './RegistryClient';

/** An image an index lists, for one platform. */
export interface ListedImage extends ImagePlatform {
  digest: string;
}

/** What an index or a manifest says, as far as we read it. */
export type ReadManifest =
  | {
      kind: 'index';
      images: readonly ListedImage[];
      /** Manifests with what the builder attested of an image, by the digest of that image. */
      attestations: ReadonlyMap<string, string>;
    }
  | { kind: 'image'; config: string; size: number; layers: readonly ListedLayer[] };

export interface ListedLayer {
  digest: string;
  mediaType: string;
  size: number;
  annotations: Fields;
}

/** Nobody has images for so many platforms. */
const MAX_LISTED = 1000;
const MAX_LAYERS = 1000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const digestIn = (fields: Fields | undefined): string | undefined => {
  const digest = textOf(fields?.['digest']);
  return digest !== undefined && DIGEST.test(digest) ? digest : undefined;
};

const WORD = /^[a-z0-9_.-]{1,40}$/i;

function platformIn(fields: Fields | undefined): ImagePlatform | undefined {
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) => textOf(fields?.[name]));
  if (os === undefined || architecture === undefined || !WORD.test(os) || !WORD.test(architecture)) return undefined;
  return { os, architecture, ...(variant !== undefined && WORD.test(variant) ? { variant } : {}) };
}

function readIndex(fields: Fields): ReadManifest {
  const images: ListedImage[] = [];
  const attestations = new Map<string, string>();
  for (const one of listOf(fields['manifests']).slice(0, MAX_LISTED)) {
    const entry = fieldsOf(one);
    const digest = digestIn(entry);
    const annotations = fieldsOf(entry?.['annotations']);
    const platform = platformIn(fieldsOf(entry?.['platform']));
    // BuildKit lists them as images of an unknown platform, so that no client takes one for an image.
    const subject = textOf(annotations?.['vnd.docker.reference.digest']);
    if (digest !== undefined && annotations?.['vnd.docker.reference.type'] === 'attestation-manifest') {
      if (subject !== undefined) attestations.set(subject, digest);
    } else if (digest !== undefined && platform && platform.os !== 'unknown') images.push({ ...platform, digest });
  }
  return { kind: 'index', images, attestations };
}

/** `undefined` when it is neither. */
export function readManifest({ body, mediaType }: Manifest): ReadManifest | undefined {
  const fields = fieldsOf(parseJson(body));
  if (!fields) return undefined;
  if (isIndexType(mediaType) || Array.isArray(fields['manifests'])) return readIndex(fields);
  const config = digestIn(fieldsOf(fields['config']));
  if (config === undefined) return undefined;
  const layers = listOf(fields['layers'])
    .slice(0, MAX_LAYERS)
    .flatMap((one): ListedLayer[] => {
      const layer = fieldsOf(one);
      const digest = digestIn(layer);
      const size = countOf(layer?.['size']) ?? 0;
      if (digest === undefined) return [];
      return [
        { digest, size, mediaType: textOf(layer?.['mediaType']) ?? '', annotations: fieldsOf(layer?.['annotations']) ?? {} },
      ];
    });
  return { kind: 'image', config, size: layers.reduce((sum, { size }) => sum + size, 0), layers };
}

/** Platform and date out of the config of an image. */
export function readConfig(body: Uint8Array): Omit<ImageDetails, 'size'> | undefined {
  const fields = fieldsOf(parseJson(body));
  const platform = platformIn(fields);
  if (!platform) return undefined;
  const created = dateOf(fields?.['created']);
  return { platform, ...(created === undefined ? {} : { created }) };
}
