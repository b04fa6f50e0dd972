import { readFile } from 'node:fs/promises';
import { invalid, messageOf } from '../faults';
import { familiarReference } from './reference';
import type { ReceivedFile, ReceivedFiles } from './receiveArchive';
import { isDigest, MEDIA, REF_ANNOTATION, type Descriptor, type ImageJson, type Index, type Manifest } from './ociTypes';

/** One image of an archive: its parts are files whose digests have been compared with every name the archive gives them. */
export interface ArchivedImage {
  references: string[];
  config: ReceivedFile;
  json: ImageJson;
  layers: ReceivedFile[];
}

const MAX_JSON_BYTES = 8 * 1024 * 1024;
const MAX_INDEX_DEPTH = 4;
const CONTAINERD_NAME = 'io.containerd.image.name';
const ARCHITECTURES: Record<string, string> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: '386',
  riscv64: 'riscv64',
  ppc64: 'ppc64le',
  s390x: 's390x',
};

/** `docker save` (which since 25 is an OCI layout as well, but names its tags in `manifest.json`) or an OCI layout. */
export async function readArchive(files: ReceivedFiles): Promise<ArchivedImage[]> {
  if (files.has('manifest.json')) return await readDockerSave(files);
  if (files.has('index.json')) return await readLayout(files);
  throw invalid(
    'the archive holds no image: neither manifest.json (docker save) nor index.json (OCI layout) is in it; it may be cut off',
  );
}

async function readDockerSave(files: ReceivedFiles): Promise<ArchivedImage[]> {
  const entries = await readJson<{ Config?: string; RepoTags?: string[] | null; Layers?: string[] }[]>(files, 'manifest.json');
  if (!Array.isArray(entries) || entries.length === 0) throw invalid('manifest.json of the archive lists no image');
  const images: ArchivedImage[] = [];
  for (const { Config, RepoTags, Layers } of entries) {
    if (typeof Config !== 'string' || !Array.isArray(Layers))
      throw invalid('manifest.json of the archive has an image without Config or Layers');
    const config = named(files, Config);
    const json = await readJson<ImageJson>(files, Config);
    images.push(
      checked({
        references: (RepoTags ?? []).map(familiarReference),
        config,
        json,
        layers: Layers.map((name) => named(files, name)),
      }),
    );
  }
  return images;
}

async function readLayout(files: ReceivedFiles): Promise<ArchivedImage[]> {
  const { manifests } = await readJson<Index>(files, 'index.json');
  if (!Array.isArray(manifests) || manifests.length === 0) throw invalid('index.json of the archive lists no image');
  const images: ArchivedImage[] = [];
  for (const descriptor of manifests) {
    const manifest = await manifestOf(files, descriptor, 0);
    const json = await readJson<ImageJson>(files, blobName(manifest.config));
    const config = blob(files, manifest.config);
    images.push(
      checked({ references: referencesOf(descriptor), config, json, layers: manifest.layers.map((layer) => blob(files, layer)) }),
    );
  }
  return images;
}

async function manifestOf(files: ReceivedFiles, descriptor: Descriptor, depth: number): Promise<Manifest> {
  blob(files, descriptor);
  if (descriptor.mediaType !== MEDIA.index && descriptor.mediaType !== MEDIA.dockerIndex)
    return await readJson<Manifest>(files, blobName(descriptor));
  if (depth >= MAX_INDEX_DEPTH) throw invalid(`index ${descriptor.digest} of the archive is nested too deeply`);
  const { manifests } = await readJson<Index>(files, blobName(descriptor));
  const wanted = ARCHITECTURES[process.arch] ?? process.arch;
  const match = manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === wanted);
  if (match === undefined) throw invalid(`the archive has no image for linux/${wanted}`);
  return await manifestOf(files, match, depth + 1);
}

function referencesOf({ annotations = {} }: Descriptor): string[] {
  const name = annotations[CONTAINERD_NAME] ?? annotations[REF_ANNOTATION];
  return name === undefined ? [] : [familiarReference(name)];
}

function blobName({ digest }: Descriptor): string {
  if (!isDigest(digest)) throw invalid(`the archive names a blob by ${String(digest)}; only sha256 digests are understood`);
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

function blob(files: ReceivedFiles, descriptor: Descriptor): ReceivedFile {
  const file = named(files, blobName(descriptor));
  if (file.size !== descriptor.size)
    throw invalid(`blob ${descriptor.digest} has ${String(file.size)} bytes, its descriptor says ${String(descriptor.size)}`);
  return file;
}

/** Both formats name a config, and today every blob, by its digest. */
function named(files: ReceivedFiles, name: string): ReceivedFile {
  const file = files.get(name.replace(/^\.\//, ''));
  if (file === undefined) throw invalid(`${name} is not in the archive; it may be cut off`);
  const [, hex] = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(name) ?? [];
  if (hex !== undefined && file.digest !== `sha256:${hex}`)
    throw invalid(`${name} in the archive has the digest ${file.digest}; it is damaged or forged`);
  return file;
}

function checked(image: ArchivedImage): ArchivedImage {
  const diffIds = (image.json.rootfs as Partial<ImageJson['rootfs']> | undefined)?.diff_ids;
  if (!Array.isArray(diffIds) || !diffIds.every(isDigest))
    throw invalid(`image config ${image.config.digest} has no list of layers`);
  if (diffIds.length !== image.layers.length) {
    throw invalid(
      `image config ${image.config.digest} names ${String(diffIds.length)} layers, its manifest ${String(image.layers.length)}`,
    );
  }
  return image;
}

async function readJson<T>(files: ReceivedFiles, name: string): Promise<T> {
  const file = named(files, name);
  if (file.size > MAX_JSON_BYTES) throw invalid(`${name} in the archive is too large`);
  try {
    return JSON.parse(await readFile(file.path, 'utf8')) as T;
  } catch (error) {
    throw invalid(`${name} in the archive is not JSON: ${messageOf(error)}`);
  }
}
