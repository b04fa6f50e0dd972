import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join, posix } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { invalid, messageOf } from '../faults';

export interface ReceivedFile {
  path: string;
  size: number;
  /** `sha256:…` of its bytes. */
  digest: string;
}

/** Names inside the archive, normalised. */
export type ReceivedFiles = Map<string, ReceivedFile>;

interface ArchiveLimits {
  maxEntries: number;
  maxBytes: number;
  /** Output for each byte of gzip input; tar of text is near 10, a bomb near 1000. */
  maxRatio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = { maxEntries: 20_000, maxBytes: 64 * 1024 ** 3, maxRatio: 200 };
/** Small archives of zeros are no attack. */
const RATIO_FREE_BYTES = 64 * 1024 ** 2;

/** Streams a tar (gzip is told by its bytes) into numbered files of an own directory: no name of the archive ever becomes a path on disk. */
export async function receiveArchive(
  body: Readable,
  directory: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<ReceivedFiles> {
  const files: ReceivedFiles = new Map();
  const links = new Map<string, string>();
  const unpacked = extract();
  const feeding = feed(body, unpacked, limits);
  feeding.catch((error: unknown) => unpacked.destroy(error as Error));
  try {
    let entries = 0;
    for await (const entry of unpacked) {
      if (++entries > limits.maxEntries) throw invalid(`the archive has more than ${String(limits.maxEntries)} entries`);
      const name = checkedName(entry.header.name);
      // Of two manifests every reader may take another one.
      if (files.has(name) || links.has(name)) throw invalid(`the archive has two entries named ${name}`);
      if (entry.header.type === 'file' || entry.header.type === 'contiguous-file') {
        files.set(name, await store(entry as unknown as Readable, join(directory, String(entries))));
        continue;
      }
      const target = linkTarget(name, entry.header);
      if (target !== undefined) links.set(name, target);
      entry.resume();
    }
    await feeding;
  } catch (error) {
    // Read to the end for nobody: a client that is still sending would otherwise get a reset instead of the reason.
    body.resume();
    throw error instanceof Error && error.name === 'Fault'
      ? error
      : invalid(`the archive is damaged or cut off: ${messageOf(error)}`);
  }
  for (const [name, target] of links) {
    const file = files.get(target);
    if (file === undefined) throw invalid(`archive entry ${name} links to ${target}, which is not in the archive`);
    files.set(name, file);
  }
  return files;
}

async function feed(body: Readable, unpacked: NodeJS.WritableStream, limits: ArchiveLimits): Promise<void> {
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const first = await chunks.next();
  if (first.done === true) throw invalid('the archive is empty');
  const head = first.value;
  const source = Readable.from(
    (async function* () {
      yield head;
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    })(),
  );
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const counter = new Counter();
  const guard = new Guard(counter, gzip, limits);
  if (gzip) await pipeline(source, counter, createGunzip(), guard, unpacked);
  else await pipeline(source, guard, unpacked);
}

class Counter extends Transform {
  bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

class Guard extends Transform {
  private bytes = 0;
  private readonly input: Counter;
  private readonly gzip: boolean;
  private readonly limits: ArchiveLimits;

  constructor(input: Counter, gzip: boolean, limits: ArchiveLimits) {
    super();
    this.input = input;
    this.gzip = gzip;
    this.limits = limits;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    const { maxBytes, maxRatio } = this.limits;
    if (this.bytes > maxBytes) done(invalid(`the archive is larger than ${String(maxBytes)} bytes`));
    else if (this.gzip && this.bytes > RATIO_FREE_BYTES && this.bytes > this.input.bytes * maxRatio) {
      done(invalid(`the archive grows more than ${String(maxRatio)} times when decompressed`));
    } else done(null, chunk);
  }
}

async function store(entry: Readable, path: string): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(entry, measure, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { path, size, digest: `sha256:${hash.digest('hex')}` };
}

/** Refused although nothing would be written outside: an archive that tries is not what it says it is. */
function checkedName(name: string): string {
  if (name.startsWith('/')) throw invalid(`archive entry ${name} has an absolute path`);
  if (name.split('/').includes('..')) throw invalid(`archive entry ${name} leaves the archive with ".."`);
  return posix.normalize(name).replace(/\/$/, '');
}

/** Old `docker save` shares layers by symbolic links between its directories. */
function linkTarget(name: string, { type, linkname }: Header): string | undefined {
  if (type === 'directory') return undefined;
  if (type !== 'symlink' && type !== 'link') throw invalid(`archive entry ${name} is a ${type}, which no image archive holds`);
  const target = type === 'link' ? posix.normalize(linkname) : posix.normalize(posix.join(posix.dirname(name), linkname));
  if (linkname.startsWith('/') || target === '..' || target.startsWith('../'))
    throw invalid(`archive entry ${name} links out of the archive to ${linkname}`);
  return target;
}
