import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TargetHost } from '../../../server/TargetHost';
import { hostFacts } from '../spec/host/fixture';

const HERE = hostFacts();
const profile = (total: number): string => JSON.stringify({ facts: hostFacts({ memory: { total, swapTotal: 0 } }) });

function target(files: Record<string, string | undefined>): { host: TargetHost; said: string[] } {
  const said: string[] = [];
  return {
    said,
    host: new TargetHost(
      () => HERE,
      (path) => files[path],
      (message) => said.push(message),
    ),
  };
}

test('is this machine without a profile', () => {
  assert.equal(target({}).host.facts(undefined, []), HERE);
});

test('is the machine of the profile, by its absolute path or from the first folder', () => {
  const { host } = target({ '/srv/a.json': profile(1), '/one/b.json': profile(2) });
  assert.equal(host.facts('/srv/a.json', ['/one'])?.memory.total, 1);
  assert.equal(host.facts('b.json', ['/one', '/two'])?.memory.total, 2);
});

test('stays the same object while the profile does, and follows it when it changes', () => {
  const files = { '/a.json': profile(1) };
  const { host } = target(files);
  const first = host.facts('/a.json', []);
  assert.equal(host.facts('/a.json', []), first);
  files['/a.json'] = profile(2);
  assert.equal(host.facts('/a.json', [])?.memory.total, 2);
});

test('is none at all when the profile cannot be used, which is said once for each text', () => {
  const files: Record<string, string | undefined> = {};
  const { host, said } = target(files);
  for (let asked = 0; asked < 3; asked++) assert.equal(host.facts('/a.json', []), undefined);
  assert.equal(said.length, 1);
  assert.match(
    said[0] ?? '',
    /not compared with any host: the host profile \/a\.json is not there.*bulkhead\.diagnostics\.hostProfile/,
  );
  files['/a.json'] = '{}';
  for (let asked = 0; asked < 3; asked++) host.facts('/a.json', []);
  assert.equal(said.length, 2);
  assert.match(said[1] ?? '', /bulkhead host --json > \/a\.json/);
});
