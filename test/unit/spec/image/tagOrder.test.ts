import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meantTag, newerTag, orderTags } from '../../../../spec/image/tagOrder';

const ORDERED: [rule: string, tags: string[]][] = [
  ['versions by their numbers, not as texts', ['1.10', '1.9', '1.2']],
  ['more numbers before fewer', ['1.27.3', '1.27', '1']],
  ['the plain one before its variants', ['1.27', '1.27-alpine', '1.27-alpine3.20']],
  ['latest first, what is no version last', ['latest', '2', '1', 'edge', 'stable']],
  ['what is no release yet behind all releases', ['1.0', '2.0-rc2', '2.0-beta.1', 'edge']],
  ['a leading v is no difference', ['v3', '2', 'v1']],
  ['days and builds are no versions', ['1.0', '20240102', 'master']],
];
for (const [rule, tags] of ORDERED)
  test(`orders tags: ${rule}`, () => {
    assert.deepEqual(orderTags([...tags].reverse()), tags);
    assert.deepEqual(orderTags(tags), tags);
  });

test('leaves out what tools keep as tags', () => {
  assert.deepEqual(orderTags(['1', `sha256-${'a'.repeat(64)}.sig`]), ['1']);
});

const NEWER: [tag: string, tags: string[], newer: string | undefined][] = [
  ['1.27.1', ['1.27.0', '1.27.3', '1.27.12', '1.28.0', '1.27.13-alpine'], '1.27.12'],
  ['1.27.1-alpine', ['1.27.3', '1.27.2-alpine', '1.27.3-slim'], '1.27.2-alpine'],
  ['v1.2.3', ['1.2.4', 'v1.2.4'], 'v1.2.4'],
  ['1.26', ['1.27', '1.27.3', '2.0'], '1.27'],
  ['16', ['17', '16.1'], undefined],
  ['latest', ['1', '2'], undefined],
  ['1.0.0', ['1.0.1-rc1', '1.0.1-alpha'], undefined],
  ['1.0.0-rc1', ['1.0.1-rc1', '1.0.1'], undefined],
  ['1.27.3', ['1.27.3', '1.27.1'], undefined],
];
for (const [tag, tags, newer] of NEWER)
  test(`the newer tag than ${tag} among ${tags.join(' ')} is ${newer ?? 'none'}`, () => assert.equal(newerTag(tag, tags), newer));

const MEANT: [tag: string, tags: string[], meant: string | undefined][] = [
  ['1.27.99', ['1.26.9', '1.27.3', '1.27.10', 'latest'], '1.27.10'],
  ['apline', ['alpine', 'slim'], 'alpine'],
  ['3.20-apline', ['3.20-alpine', '3.20'], '3.20-alpine'],
  ['something', ['1', '2'], undefined],
];
for (const [tag, tags, meant] of MEANT)
  test(`${tag} means ${meant ?? 'nothing'} of ${tags.join(' ')}`, () => assert.equal(meantTag(tag, orderTags(tags)), meant));

test('takes no longer with many hostile tags', () => {
  const tags = Array.from({ length: 10_000 }, (_, index) => `${'1.'.repeat(60)}${index}${'-a'.repeat(3)}`);
  const start = process.cpuUsage();
  orderTags(tags);
  newerTag('1.1.1', tags);
  meantTag('1.1.2', orderTags(tags));
  assert.ok(process.cpuUsage(start).user < 5_000_000);
});
