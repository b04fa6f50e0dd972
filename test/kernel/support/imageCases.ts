import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { until } from '../../support/until';
import { BUSYBOX, busyboxImage } from './busyboxImage';
import { archiveOf, dockerSave, ociLayout, type ArchiveFiles, type TestImage } from './imageArchive';
import { tar, type TarEntry } from './tar';
import { TestEngine, type Mode } from './TestEngine';

const MiB = 1024 * 1024;
const file = (name: string, content = 'x'): TarEntry => ({ name, content });
const link = (name: string, linkname: string): TarEntry => ({ name, type: 'symlink', linkname });
const hardLink = (name: string, linkname: string): TarEntry => ({ name, type: 'link', linkname });

/** Layers that reach for the host, and the reason each is refused with. `@` stands for a directory outside of the engine's. */
const HOSTILE_LAYERS: [what: string, entries: TarEntry[], reason: RegExp][] = [
  ['a path with ..', [file('../evil')], /\.\./],
  ['a path with .. in its middle', [file('a/../../evil')], /\.\./],
  ['a write through a link to the host', [link('out', '@'), file('out/evil')], /out/],
  ['a write through a link upwards', [link('up', '../../../../../../..@'), file('up/evil')], /up/],
  ['a write through two links', [link('one', '@'), link('two', 'one'), file('two/evil')], /two/],
  ['a hard link to a file of the host', [hardLink('stolen', '../../../../../../etc/passwd')], /\.\./],
  ['a hard link through a link', [link('etc', '/etc'), hardLink('stolen', 'etc/passwd')], /link/],
  ['a hard link to an absolute path', [hardLink('stolen', '/etc/passwd')], /absolute path \/etc\/passwd/],
  ['a hard link to what is not there', [hardLink('stolen', 'nothing')], /not a file of this layer/],
  ['a disk', [{ name: 'dev/sda', type: 'block-device', devmajor: 8, devminor: 0 }], /device/],
  ['a device of memory', [{ name: 'mem', type: 'character-device', devmajor: 1, devminor: 1 }], /device/],
  ['a whiteout of ..', [file('a/.wh...', '')], /\.wh\.\.\./],
  ['a whiteout of .', [file('a/.wh..', '')], /\.wh\.\./],
  ['a whiteout of nothing', [file('a/.wh.', '')], /\.wh\./],
  ['a whiteout through a link', [link('out', '@'), file('out/.wh.kept', '')], /out/],
];

/** Whole archives that are not what they say. */
const HOSTILE_ARCHIVES: [what: string, files: (image: TestImage) => ArchiveFiles | Promise<ArchiveFiles>, reason: RegExp][] = [
  ['a config of another digest', (image) => forge(dockerSave(image), /^[0-9a-f]{64}\.json$/, ' '), /digest .*damaged or forged/],
  [
    'an OCI blob of another digest',
    (image) => forge(ociLayout(image), /^blobs\//, ' '),
    /digest .*damaged or forged|has \d+ bytes/,
  ],
  ['a layer its config does not know', (image) => swapLayer(image), /digest/],
  ['a layer that is cut off', (image) => cutLayer(image), /ends in the middle of an entry/],
  ['a manifest without an end of megabytes', () => ({ 'manifest.json': `[${' '.repeat(9 * MiB)}]` }), /too large/],
  ['a manifest that is not JSON', () => ({ 'manifest.json': '{' }), /not JSON/],
  ['no image', () => ({ hello: 'world' }), /holds no image/],
];

function forge(files: ArchiveFiles, which: RegExp, more: string): ArchiveFiles {
  const name = Object.keys(files).find((one) => which.test(one)) ?? '';
  return { ...files, [name]: Buffer.concat([Buffer.from(files[name] ?? ''), Buffer.from(more)]) };
}

/** In `docker save` a layer's name is nobody's digest, so only unpacking tells. */
async function swapLayer(image: TestImage): Promise<ArchiveFiles> {
  const other = await tar([file('other')]);
  return renamedLayers(dockerSave(image), () => other);
}

function cutLayer(image: TestImage): ArchiveFiles {
  return renamedLayers(dockerSave(image), (layer) => layer.subarray(0, layer.length / 2));
}

function renamedLayers(files: ArchiveFiles, change: (layer: Buffer) => Buffer): ArchiveFiles {
  const [manifest] = JSON.parse(String(files['manifest.json'])) as { Layers: string[] }[];
  const result: ArchiveFiles = {};
  for (const [name, content] of Object.entries(files))
    if (manifest?.Layers.includes(name) === true) result['layer.tar'] = change(Buffer.from(content));
    else result[name] = content;
  return { ...result, 'manifest.json': JSON.stringify([{ ...manifest, Layers: ['layer.tar'] }]) };
}

export function imageCases(mode: Mode): void {
  suite(`images, ${mode}`, () => {
    let engine: TestEngine;
    let outside: string;
    before(() => {
      engine = TestEngine.start(mode);
      outside = mkdtempSync(join(tmpdir(), 'bulkhead-outside-'));
      engine.own(outside);
    });
    after(() => {
      engine.stop();
      rmSync(outside, { recursive: true, force: true });
    });

    /** Everything below the data directory but the log. */
    const tree = () => engine.command(['find', 'data', '-not', '-name', 'engine.log', '-printf', '%p %y %s %l\n']).stdout;
    const load = (archive: Buffer) => engine.command(['docker', 'load'], archive);
    const refused = (archive: Buffer, reason: RegExp) => {
      const before = tree();
      const { code, stderr } = load(archive);
      assert.notEqual(code, 0, 'the archive was loaded');
      assert.match(stderr, reason);
      assert.deepEqual(readdirSync(outside), []);
      assert.equal(tree(), before, 'the attempt left something behind');
    };

    for (const [what, entries, reason] of HOSTILE_LAYERS)
      test(`a layer with ${what} is refused and leaves nothing`, async () => {
        const placed = entries.map((entry) => ({
          ...entry,
          ...(entry.linkname && { linkname: entry.linkname.replace('@', outside) }),
        }));
        refused(await archiveOf(dockerSave({ reference: 'hostile:1', layers: [await tar(placed)] })), reason);
      });

    for (const [what, files, reason] of HOSTILE_ARCHIVES)
      test(`an archive with ${what} is refused and leaves nothing`, async () => {
        refused(
          await archiveOf(await files({ reference: 'hostile:1', layers: [await tar([file('a', 'x'.repeat(5000))])] })),
          reason,
        );
      });

    test('a layer that grows a thousand times when unpacked is refused and leaves nothing', async () => {
      const layer = gzipSync(await tar([{ name: 'zeros', content: Buffer.alloc(160 * MiB) }]), { level: 9 });
      refused(await archiveOf(dockerSave({ reference: 'bomb:1', layers: [layer] })), /times|ratio/);
    });

    test('an archive cut off anywhere is refused and leaves nothing', async () => {
      const archive = await archiveOf(ociLayout({ reference: 'cut:1', layers: [await tar([file('a', 'x'.repeat(5000))])] }));
      for (const part of [0.1, 0.3, 0.5, 0.7])
        refused(archive.subarray(0, Math.floor(archive.length * part)), /cut off|not in the archive|holds no image/);
      refused(gzipSync(archive).subarray(0, -20), /damaged or cut off/);
    });

    test('an archive with two files of one name is refused and leaves nothing', async () => {
      const files = dockerSave({ reference: 'twice:1', layers: [await tar([file('a')])] });
      const entries = Object.entries(files).map(([name, content]): TarEntry => ({ name, content }));
      refused(await tar([...entries, ...entries.filter(({ name }) => name === 'manifest.json')]), /two .*manifest\.json/);
    });

    test('an archive whose own entries lead out is refused and leaves nothing', async () => {
      refused(await tar([file('../manifest.json')]), /leaves the archive/);
      refused(await tar([file('/manifest.json')]), /absolute path/);
      refused(await tar([link('manifest.json', '/etc/passwd')]), /links out of the archive/);
      refused(await tar([{ name: 'manifest.json', type: 'fifo' }]), /is a fifo/);
    });

    test('an absolute link inside an image leads inside of it', async () => {
      const image = await busyboxImage();
      const layer = await tar([link('tools', '/bin'), file('etc/note', 'of the image\n'), link('note', '/etc/note')]);
      assert.equal(load(await archiveOf(dockerSave({ ...image, layers: [...image.layers, layer] }))).code, 0);
      const { stdout, stderr } = engine.docker('run', '--rm', BUSYBOX, '/tools/cat', '/note');
      assert.equal(stdout, 'of the image\n', stderr);
    });

    test('of two entries of one name in a layer the later counts; whiteouts hide what is below', async () => {
      const image = await busyboxImage({}, 'layered:1');
      const layers = [
        ...image.layers,
        await tar([file('dir/old'), file('dir/gone'), file('twice', 'first\n'), file('twice', 'second\n')]),
        await tar([file('dir/.wh.gone', ''), file('dir/new')]),
        await tar([file('whole/a')]),
        await tar([file('whole/.wh..wh..opq', ''), file('whole/b')]),
      ];
      assert.equal(load(await archiveOf(dockerSave({ ...image, layers }))).code, 0);
      const { stdout, stderr } = engine.docker('run', '--rm', 'layered:1', 'sh', '-c', 'ls /dir /whole; cat /twice');
      assert.equal(stdout, '/dir:\nnew\nold\n\n/whole:\nb\nsecond\n', stderr);
    });

    test('an image taken away leaves nothing', async () => {
      // The end of `docker run --rm` is told before the container's files are gone.
      await until(() => !tree().includes('.removed'));
      const before = tree();
      const image: TestImage = { reference: 'short:1', layers: [await tar([file('a')]), gzipSync(await tar([file('b')]))] };
      assert.equal(load(await archiveOf(ociLayout(image))).stdout, 'Loaded image: short:1\n');
      assert.notEqual(tree(), before);
      assert.match(engine.docker('rmi', 'short:1').stdout, /^Untagged: short:1\nDeleted: sha256:/);
      assert.equal(tree(), before);
      assert.ok(existsSync(outside));
    });
  });
}
