import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeHostSkeleton, removeOldSkeletons } from '../../../../engine/images/hostSkeleton';

function dataRoot(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-host-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

test('the skeleton has the directories and links of /, and nothing in them', (t) => {
  const { root, shown } = makeHostSkeleton(dataRoot(t), []);
  assert.equal(lstatSync(join(root, 'tmp')).mode & 0o7777, 0o1777);
  assert.equal(lstatSync(join(root, 'root')).mode & 0o7777, 0o700);
  assert.equal(lstatSync(join(root, 'bin')).isSymbolicLink(), lstatSync('/bin').isSymbolicLink());
  assert.ok(shown.includes('/usr') && !shown.some((path) => ['/root', '/home', '/tmp', '/run'].includes(path)));
  assert.deepEqual(readdirSync(join(root, 'usr')), []);
});

test('a directory with a mount below it is made anew: files copied, overlays below it', (t) => {
  const { root, shown } = makeHostSkeleton(dataRoot(t), ['/etc/hosts', '/usr/lib/modules/1.2.3']);
  assert.equal(readFileSync(join(root, 'etc/passwd'), 'utf8'), readFileSync('/etc/passwd', 'utf8'));
  assert.ok(!['/etc', '/usr', '/usr/lib'].some((path) => shown.includes(path)));
  for (const path of ['/usr/bin', '/usr/share', '/etc/ssl']) assert.ok(shown.includes(path), path);
  for (const path of shown) assert.ok(lstatSync(join(root, path)).isDirectory(), path);
});

test('a skeleton that containers may stand on is not touched; old ones go when told', (t) => {
  const directory = dataRoot(t);
  const old = makeHostSkeleton(directory, ['/etc/hosts']);
  const inode = lstatSync(old.root).ino;
  assert.equal(makeHostSkeleton(directory, ['/etc/hosts']).root, old.root);
  assert.equal(lstatSync(old.root).ino, inode);
  const current = makeHostSkeleton(directory, []);
  assert.ok(existsSync(old.root));
  removeOldSkeletons(current);
  assert.deepEqual([existsSync(old.root), existsSync(current.root)], [false, true]);
});
