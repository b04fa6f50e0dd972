import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImageConfig } from '../../../spec/container/ImageConfig';
import { tar, type TarEntry } from './tar';

export interface TestImage {
  reference: string;
  /** Tar, plain or gzip, bottom first. */
  layers: Buffer[];
  config?: ImageConfig;
}

/** Files of an archive by their names in it. */
export type ArchiveFiles = Record<string, string | Buffer>;

function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** As `docker save` before 25 writes it. */
export function dockerSave(...images: TestImage[]): ArchiveFiles {
  const files: ArchiveFiles = {};
  const manifest = images.map(({ reference, layers, config }) => {
    const document = imageJson(layers, config);
    const configName = `${hexOf(document)}.json`;
    files[configName] = document;
    const names = layers.map((layer) => `${hexOf(layer)}/layer.tar`);
    layers.forEach((layer, i) => (files[names[i] ?? ''] = layer));
    return { Config: configName, RepoTags: [reference], Layers: names };
  });
  return { ...files, 'manifest.json': JSON.stringify(manifest) };
}

export function ociLayout({ reference, layers, config }: TestImage): ArchiveFiles {
  const files: ArchiveFiles = { 'oci-layout': '{"imageLayoutVersion":"1.0.0"}' };
  const blob = (bytes: Buffer | string, mediaType: string) => {
    files[`blobs/sha256/${hexOf(bytes)}`] = bytes;
    return { mediaType: `application/vnd.oci.image.${mediaType}`, digest: digestOf(bytes), size: Buffer.byteLength(bytes) };
  };
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: blob(imageJson(layers, config), 'config.v1+json'),
    layers: layers.map((layer) => blob(layer, isGzip(layer) ? 'layer.v1.tar+gzip' : 'layer.v1.tar')),
  });
  const annotations = { 'org.opencontainers.image.ref.name': reference };
  const manifests = [{ ...blob(manifest, 'manifest.v1+json'), annotations }];
  return { ...files, 'index.json': JSON.stringify({ schemaVersion: 2, manifests }) };
}

export function archiveOf(files: ArchiveFiles): Promise<Buffer> {
  return tar(Object.entries(files).map(([name, content]): TarEntry => ({ name, content })));
}

export function writeFolder(files: ArchiveFiles, folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function imageJson(layers: Buffer[], config: ImageConfig = {}): string {
  return JSON.stringify({
    created: '2024-01-02T03:04:05Z',
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => digestOf(isGzip(layer) ? gunzipSync(layer) : layer)) },
    history: layers.map((_, i) => ({ created: '2024-01-02T03:04:05Z', created_by: `layer ${i}` })),
  });
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function hexOf(bytes: Buffer | string): string {
  return digestOf(bytes).slice('sha256:'.length);
}
