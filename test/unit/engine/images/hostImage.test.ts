import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideHostSecrets, hostRootfs } from '../../../../engine/images/hostImage';

const paths = { dataRoot: '/var/lib/bulkhead', runRoot: '/run/bulkhead', socket: '', log: '' };

test('every shown directory is an overlay with a writable layer of the container’s own', () => {
  const { base, overlays } = hostRootfs('/c', { root: '/s', shown: ['/usr', '/a/b-c', '/a-b/c'] });
  assert.deepEqual(base, { kind: 'overlay', lower: ['/s'], upper: '/c/upper', work: '/c/work' });
  assert.equal(overlays?.layers, '/c/overlays');
  assert.equal(overlays.names['/usr'], 'usr');
  assert.equal(new Set(Object.values(overlays.names)).size, 3);
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
