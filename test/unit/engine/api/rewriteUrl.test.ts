import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerSpecOf } from '../../../../engine/api/containerSpecOf';
import { checkVersion, rewriteUrl } from '../../../../engine/api/rewriteUrl';
import { filters, flag, matchesLabels } from '../../../../engine/query';

const rewritten: [method: string, url: string, expected: string][] = [
  ['GET', '/_ping', '/_ping'],
  ['GET', '/v1.43/containers/json?all=1', '/containers/json?all=1'],
  ['GET', '/images/json', '/images/json'],
  ['GET', '/v1.47/images/bulkhead.local/host/json', '/images/bulkhead.local%2Fhost/json'],
  ['GET', '/images/a%2Fb:c/json', '/images/a%2Fb%3Ac/json'],
  ['POST', '/images/a/b/tag?repo=x/y', '/images/a%2Fb/tag?repo=x/y'],
  ['DELETE', '/v1.40/images/a/b:c?force=1', '/images/a%2Fb%3Ac?force=1'],
  ['POST', '/images/create?fromImage=a/b', '/images/create?fromImage=a/b'],
];
for (const [method, url, expected] of rewritten)
  test(`${method} ${url} → ${expected}`, () => assert.equal(rewriteUrl(url, method), expected));

test('versions outside the range are refused with Docker’s words', () => {
  checkVersion('/v1.24/info');
  checkVersion('/v1.47/info');
  assert.throws(() => checkVersion('/v1.48/info'), {
    message: 'client version 1.48 is too new. Maximum supported API version is 1.47',
  });
  assert.throws(() => checkVersion('/v1.9/info'), {
    message: 'client version 1.9 is too old. Minimum supported API version is 1.24',
  });
});

test('filters come in both of Docker’s forms', () => {
  assert.deepEqual(filters('{"label":["a=b"]}', ['label']), { label: ['a=b'] });
  assert.deepEqual(filters('{"label":{"a=b":true}}', ['label']), { label: ['a=b'] });
  assert.throws(() => filters('{"nope":["x"]}', ['label']), { message: "invalid filter 'nope'" });
  assert.throws(() => filters('[', ['label']), /is not JSON/);
});

test('labels match by name or by value', () => {
  assert.ok(matchesLabels({ a: 'b' }, ['a', 'a=b']));
  assert.ok(!matchesLabels({ a: 'b' }, ['a=c']));
});

for (const [text, value] of [
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
  ['', false],
  [undefined, false],
] as const) {
  test(`query value ${String(text)} is ${String(value)}`, () => assert.equal(flag(text), value));
}

test('a wrong type in a create body is told by its key', () => {
  assert.throws(() => containerSpecOf({ Image: 1 }), { message: 'invalid value of Image: expected a string' });
  assert.throws(() => containerSpecOf({ Image: 'x', HostConfig: { Memory: '64m' } }), {
    message: 'invalid value of HostConfig.Memory: expected a number',
  });
  assert.throws(() => containerSpecOf('x'), /config cannot be empty/);
  assert.deepEqual(containerSpecOf({ Image: 'x', Cmd: 'sh', Env: null, HostConfig: { Binds: null } }), {
    Image: 'x',
    Cmd: ['sh'],
    HostConfig: {},
  });
});
