import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPrivateDirectory, enginePaths, ensurePrivateDirectory } from '../../../api/paths';

const cases: [string, NodeJS.ProcessEnv, number, string, string][] = [
  ['root has system directories', {}, 0, '/var/lib/bulkhead', '/run/bulkhead/engine.sock'],
  [
    'a user has XDG directories',
    { HOME: '/home/a', XDG_RUNTIME_DIR: '/run/user/7' },
    7,
    '/home/a/.local/share/bulkhead',
    '/run/user/7/bulkhead/engine.sock',
  ],
  [
    'XDG_DATA_HOME wins over HOME',
    { HOME: '/home/a', XDG_DATA_HOME: '/d', XDG_RUNTIME_DIR: '/r' },
    7,
    '/d/bulkhead',
    '/r/bulkhead/engine.sock',
  ],
  [
    'without a runtime directory there is one in /tmp',
    { HOME: '/home/a' },
    7,
    '/home/a/.local/share/bulkhead',
    '/tmp/bulkhead-7/engine.sock',
  ],
  ['both can be overridden', { BULKHEAD_DATA: '/a', BULKHEAD_RUN: '/b' }, 0, '/a', '/b/engine.sock'],
];

for (const [name, env, uid, data, socket] of cases) {
  test(name, () => {
    const paths = enginePaths(env, uid);
    assert.equal(paths.dataRoot, data);
    assert.equal(paths.socket, socket);
  });
}

test('a run directory that others can write, or that is somebody else’s, is refused', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-paths-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const own = process.getuid?.() ?? 0;
  ensurePrivateDirectory(join(directory, 'run'), own);
  assert.equal(statSync(join(directory, 'run')).mode & 0o777, 0o700);
  chmodSync(join(directory, 'run'), 0o777);
  assert.throws(() => checkPrivateDirectory(join(directory, 'run'), own), /can be written by others/);
  assert.throws(() => checkPrivateDirectory(directory, own + 1), /belongs to uid/);
  writeFileSync(join(directory, 'file'), '');
  assert.throws(() => checkPrivateDirectory(join(directory, 'file'), own), /is not a directory/);
});
