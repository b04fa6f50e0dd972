import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparableTime } from '../../../../engine/logs/criLine';
import { setImmediate as turn } from 'node:timers/promises';
import { EventBus, type EngineEvent } from '../../../../engine/events/EventBus';
import { followEvents, matches } from '../../../../engine/events/followEvents';
import type { Filters } from '../../../../engine/query';

const event: EngineEvent = {
  ...{ Type: 'container', Action: 'exec_create: sh -c x', scope: 'local', time: 1, timeNano: 1e9 },
  Actor: { ID: 'abcdef', Attributes: { name: 'web', image: 'img', tier: 'front' } },
};

const cases: [Filters, boolean][] = [
  [{}, true],
  [{ type: ['container'] }, true],
  [{ type: ['image'] }, false],
  [{ event: ['exec_create'] }, true],
  [{ event: ['exec'] }, false],
  [{ container: ['web'] }, true],
  [{ container: ['abc'] }, true],
  [{ container: ['db'] }, false],
  [{ image: ['img'] }, true],
  [{ label: ['tier=front'] }, true],
  [{ label: ['tier=back'] }, false],
  [{ label: ['tier', 'name'] }, true],
];
for (const [filters, wanted] of cases)
  test(`${JSON.stringify(filters)} ${wanted ? 'lets through' : 'holds back'}`, () =>
    assert.equal(matches(event, filters), wanted));

test('since tells the past, until ends by itself', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 });
  const bus = new EventBus();
  bus.publish('container', 'start', 'a', { image: 'i', name: 'n' });
  const lines: string[] = [];
  const write = async (line: string): Promise<void> => {
    lines.push(line);
    await Promise.resolve();
  };
  const query = { since: comparableTime('1'), until: comparableTime('1001'), filters: {} };
  const following = followEvents(bus, query, new AbortController().signal, write);
  bus.publish('container', 'die', 'a', { image: 'i', name: 'n', exitCode: '1' });
  await turn();
  t.mock.timers.tick(1000);
  await following;
  const seen = lines.map((line) => JSON.parse(line) as EngineEvent);
  assert.deepEqual(
    seen.map(({ status, id, from }) => [status, id, from]),
    [
      ['start', 'a', 'i'],
      ['die', 'a', 'i'],
    ],
  );
});
