import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

interface PushedPlatform {
  os?: string;
  architecture: string;
  variant?: string;
}

interface ImageToPush {
  /** `127.0.0.1:5000`. */
  host: string;
  repository: string;
  tags: string[];
  /** One is pushed as a manifest of its own, several with an index. */
  platforms?: PushedPlatform[];
  created?: string;
  /** Header that lets push. */
  authorization?: string;
  /** What a builder attested of each image, as in-toto statements. */
  attested?: object[];
  /** Tells images apart that have all else in common. */
  content?: string;
}

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

const digestOf = (body: Buffer): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

/** Pushes over the API of the distribution-spec. */
class Pusher {
  private readonly image: ImageToPush;

  constructor(image: ImageToPush) {
    this.image = image;
  }

  async blob(body: Buffer, mediaType: string): Promise<Descriptor> {
    const digest = digestOf(body);
    const begun = await this.send('POST', `blobs/uploads/`);
    const target = new URL(begun.headers.get('location') ?? '', `http://${this.image.host}`);
    target.searchParams.set('digest', digest);
    await this.send('PUT', target.href, body, 'application/octet-stream');
    return { mediaType, digest, size: body.length };
  }

  async manifest(content: object, mediaType: string, names: string[]): Promise<Descriptor> {
    const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...content }));
    const digest = digestOf(body);
    for (const name of names.length > 0 ? names : [digest]) await this.send('PUT', `manifests/${name}`, body, mediaType);
    return { mediaType, digest, size: body.length };
  }

  private async send(method: string, path: string, body?: Buffer, type?: string): Promise<Response> {
    const { host, repository, authorization } = this.image;
    const url = new URL(path, `http://${host}/v2/${repository}/`);
    const headers = { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) };
    const answer = await fetch(url, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) });
    if (!answer.ok) throw new Error(`${method} ${url.href}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

async function pushPlatform(
  pusher: Pusher,
  { os = 'linux', ...platform }: PushedPlatform,
  { created, content = '' }: ImageToPush,
  names: string[],
): Promise<Descriptor> {
  const tar = Buffer.concat([Buffer.from(`${platform.architecture} ${content}`), Buffer.alloc(1024)]);
  const layer = await pusher.blob(gzipSync(tar), LAYER);
  const config = { os, ...platform, ...(created ? { created } : {}), rootfs: { type: 'layers', diff_ids: [digestOf(tar)] } };
  const described = await pusher.blob(Buffer.from(JSON.stringify(config)), CONFIG);
  return pusher.manifest({ config: described, layers: [layer] }, MANIFEST, names);
}

/** As BuildKit attaches it to an image: a manifest of statements that the index lists for an unknown platform. */
async function pushAttestation(pusher: Pusher, statements: object[], subject: string): Promise<object> {
  const config = await pusher.blob(Buffer.from(JSON.stringify({ os: 'unknown', architecture: 'unknown' })), CONFIG);
  const layers = [];
  for (const statement of statements) {
    const { predicateType } = statement as { predicateType?: string };
    const blob = await pusher.blob(Buffer.from(JSON.stringify(statement)), 'application/vnd.in-toto+json');
    layers.push({ ...blob, annotations: { 'in-toto.io/predicate-type': predicateType } });
  }
  const manifest = await pusher.manifest({ config, layers }, MANIFEST, []);
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': subject };
  return { ...manifest, platform: { os: 'unknown', architecture: 'unknown' }, annotations };
}

/** The digest that the tags stand for afterwards. */
export async function pushImage(image: ImageToPush): Promise<string> {
  const { tags, platforms = [{ architecture: 'amd64' }], attested } = image;
  const pusher = new Pusher(image);
  const [first] = platforms;
  if (first && platforms.length === 1 && !attested) return (await pushPlatform(pusher, first, image, tags)).digest;
  const manifests: object[] = [];
  for (const platform of platforms) {
    const pushed = await pushPlatform(pusher, platform, image, []);
    manifests.push({ ...pushed, platform: { os: 'linux', ...platform } });
    if (attested) manifests.push(await pushAttestation(pusher, attested, pushed.digest));
  }
  return (await pusher.manifest({ manifests }, INDEX, tags)).digest;
}
