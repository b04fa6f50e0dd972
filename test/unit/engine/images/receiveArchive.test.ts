import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { readArchive } from '../../../../engine/images/readArchive';
import { ARCHIVE_LIMITS, receiveArchive } from '../../../../engine/images/receiveArchive';

async function tar(entries: [Partial<Header> & { name: string }, string?][]): Promise<Buffer> {
  const archive = pack();
  for (const [header, text] of entries) archive.entry(header, text ?? '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function scratch(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-archive-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

const refused: [name: string, entry: Partial<Header> & { name: string }, message: RegExp][] = [
  ['a name with ..', { name: 'a/../../b' }, /leaves the archive with "\.\."/],
  ['an absolute name', { name: '/etc/passwd' }, /has an absolute path/],
  ['an absolute link', { name: 'l', type: 'symlink', linkname: '/etc/passwd' }, /links out of the archive to \/etc\/passwd/],
  ['a link that leaves', { name: 'a/l', type: 'symlink', linkname: '../../x' }, /links out of the archive/],
  ['a link to nothing', { name: 'l', type: 'symlink', linkname: 'missing' }, /links to missing, which is not in the archive/],
  [
    'a device',
    { name: 'd', type: 'character-device', devmajor: 1, devminor: 3 },
    /is a character-device, which no image archive holds/,
  ],
  ['a fifo', { name: 'f', type: 'fifo' }, /is a fifo/],
];

for (const [name, entry, message] of refused) {
  test(`an archive with ${name} is refused with its reason`, async (t) => {
    await assert.rejects(receiveArchive(Readable.from([await tar([[entry]])]), scratch(t)), message);
  });
}

test('an archive that ends too early is refused', async (t) => {
  const whole = await tar([[{ name: 'a' }, 'x'.repeat(5000)]]);
  await assert.rejects(receiveArchive(Readable.from([whole.subarray(0, 3000)]), scratch(t)), /damaged or cut off/);
  await assert.rejects(receiveArchive(Readable.from([gzipSync(whole).subarray(0, 40)]), scratch(t)), /damaged or cut off/);
});

test('a gzip bomb is stopped', async (t) => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
  await assert.rejects(receiveArchive(Readable.from([bomb]), scratch(t)), /grows more than 200 times/);
});

test('too many entries are refused', async (t) => {
  const archive = await tar([[{ name: 'a' }], [{ name: 'b' }], [{ name: 'c' }]]);
  await assert.rejects(
    receiveArchive(Readable.from([archive]), scratch(t), { ...ARCHIVE_LIMITS, maxEntries: 2 }),
    /more than 2 entries/,
  );
});

test('an archive without an image says what it lacks', async (t) => {
  const files = await receiveArchive(Readable.from([gzipSync(await tar([[{ name: './a' }, 'x']]))]), scratch(t));
  assert.deepEqual([...files.keys()], ['a']);
  await assert.rejects(readArchive(files), /neither manifest.json \(docker save\) nor index.json/);
});

test('a blob whose name is not its digest is refused', async (t) => {
  const name = `blobs/sha256/${'0'.repeat(64)}`;
  const manifest = JSON.stringify([{ Config: name, RepoTags: ['a:b'], Layers: [] }]);
  const files = await receiveArchive(
    Readable.from([
      await tar([
        [{ name: 'manifest.json' }, manifest],
        [{ name }, '{}'],
      ]),
    ]),
    scratch(t),
  );
  await assert.rejects(readArchive(files), /it is damaged or forged/);
});
