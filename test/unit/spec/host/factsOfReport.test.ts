import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOfReport } from '../../../../spec/host/factsOfReport';
import { readHostFacts } from '../../../../spec/host/readHostFacts';
import { hostFacts } from './fixture';

const report = (facts: unknown): string => JSON.stringify({ engine: {}, facts });

test('takes what this machine says of itself', () => {
  const facts = readHostFacts();
  assert.deepEqual(factsOfReport('/p.json', report(facts)), JSON.parse(JSON.stringify(facts)));
});

test('takes the report of an older version, which told less', () => {
  const older = report({ ...hostFacts(), sysctls: undefined, devices: undefined });
  assert.equal(factsOfReport('/p.json', older).memory.total, 8 * 1024 ** 3);
});

const REFUSED: [rule: string, text: string, reason: RegExp][] = [
  ['what is not JSON', '{', /the host profile \/p\.json is not JSON/],
  ['null', 'null', /\(it lacks kernel, user, /],
  ['facts that are none', report([]), /\(it lacks kernel, user, /],
  ['a part that is missing', report({ ...hostFacts(), cgroup: undefined }), /\(it lacks cgroup\)/],
  ['a number that is a text', report({ ...hostFacts(), memory: { total: '8g', swapTotal: 0 } }), /\(it lacks memory\.total\)/],
  ['a list that is none', report({ ...hostFacts(), cpus: { online: {} } }), /\(it lacks cpus\.online\)/],
  ['an item of another kind', report({ ...hostFacts(), sysctls: ['a', 1] }), /\(it lacks sysctls\)/],
  [
    'a controller without a place',
    report({ ...hostFacts(), cgroup: { layout: 'v2', controllers: { cpu: {} } } }),
    /\(it lacks cgroup\.controllers\.version, /,
  ],
  [
    'a listener without a port',
    report({ ...hostFacts(), network: { unprivilegedPortStart: 0, listening: [{}] } }),
    /\(it lacks network\.listening\.protocol, /,
  ],
  [
    'null in the place of a list',
    report({ ...hostFacts(), cgroup: { layout: 'v2', controllers: null } }),
    /\(it lacks cgroup\.controllers\)/,
  ],
];
for (const [rule, text, reason] of REFUSED)
  test(`refuses ${rule}, and says how a profile is made`, () => {
    assert.throws(
      () => factsOfReport('/p.json', text),
      (error: Error) => {
        assert.match(error.message, reason);
        if (!error.message.includes('not JSON')) assert.match(error.message, /bulkhead host --json > \/p\.json/);
        return true;
      },
    );
  });
