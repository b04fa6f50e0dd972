import assert from 'node:assert/strict';
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hideHostSecrets, hostRootfs, makeHostSkeleton } from '../../../../engine/images/hostImage';

const paths = { dataRoot: '/var/lib/bulkhead', runRoot: '/run/bulkhead', socket: '', log: '' };

test('the skeleton has the directories and links of /, and nothing in them', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-host-'));
  t.after(() => rmSync(directory, { recursive: true }));
  makeHostSkeleton(directory);
  makeHostSkeleton(directory);
  const root = join(directory, 'host-image/root');
  assert.equal(lstatSync(join(root, 'tmp')).mode & 0o7777, 0o1777);
  assert.equal(lstatSync(join(root, 'root')).mode & 0o7777, 0o700);
  assert.equal(lstatSync(join(root, 'bin')).isSymbolicLink(), lstatSync('/bin').isSymbolicLink());
});

test('every shown directory is an overlay with a writable layer of the container’s own', () => {
  const { base, overlays = [] } = hostRootfs('/c', paths);
  assert.equal(base.kind, 'overlay');
  const usr = overlays.find(({ target }) => target === '/usr');
  assert.deepEqual(usr, { target: '/usr', lower: ['/usr'], upper: '/c/overlays/usr/upper', work: '/c/overlays/usr/work' });
  assert.ok(!overlays.some(({ target }) => ['/root', '/home', '/tmp', '/run'].includes(target)));
});

test('the host’s secrets are masked even when the spec masks nothing', () => {
  const { linux, mounts } = hideHostSecrets(
    { ociVersion: '1.2.0', linux: { maskedPaths: [] }, mounts: [{ destination: '/var/log' }] },
    paths,
  );
  assert.ok(linux?.maskedPaths?.includes('/etc/shadow'));
  assert.equal(mounts?.at(-1)?.destination, '/var/log');
  assert.equal(mounts.find(({ destination }) => destination === '/var/tmp')?.type, 'tmpfs');
});
