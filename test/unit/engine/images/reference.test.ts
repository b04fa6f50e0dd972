import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainIdsOf } from '../../../../engine/images/chainIds';
import { isHostReference } from '../../../../engine/images/hostImage';
import { familiarReference } from '../../../../engine/images/reference';

const familiar: [string, string][] = [
  ['busybox', 'busybox:latest'],
  ['docker.io/library/busybox:1', 'busybox:1'],
  ['docker.io/me/app', 'me/app:latest'],
  ['registry:5000/me/app', 'registry:5000/me/app:latest'],
  ['registry:5000/me/app:v1', 'registry:5000/me/app:v1'],
  ['bulkhead.local/host', 'bulkhead.local/host:latest'],
];
for (const [text, reference] of familiar) test(`${text} is ${reference}`, () => assert.equal(familiarReference(text), reference));

for (const text of ['', 'A', 'a b', '../x', 'a:'])
  test(`"${text}" is no reference`, () => assert.throws(() => familiarReference(text), /invalid reference format/));

test('the built-in image has all its names', () => {
  assert.ok(isHostReference('bulkhead.local/host'));
  assert.ok(isHostReference('bulkhead.local/host:latest'));
  assert.ok(!isHostReference('bulkhead.local/host:1'));
  assert.ok(!isHostReference('host'));
});

test('chain ids are those of the image specification', () => {
  const a = `sha256:${'a'.repeat(64)}`;
  const b = `sha256:${'b'.repeat(64)}`;
  assert.deepEqual(chainIdsOf([a, b]), [a, 'sha256:ccd722928bd92476ba1745586fed6e45a102504185ad88cd89e01ff116fd146c']);
  assert.notEqual(chainIdsOf([a, b])[1], chainIdsOf([b, a])[1]);
});
