import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER_STARTED, type ContainerState } from '../../../../engine/containers/ContainerRecord';
import { nextDelayMs, wantsRestart } from '../../../../engine/containers/restartPolicy';
import type { HostConfig } from '../../../../spec/container/ContainerSpec';

type Policy = NonNullable<HostConfig['RestartPolicy']>;

const cases: [policy: Policy | undefined, state: Partial<ContainerState>, wanted: boolean][] = [
  [undefined, { exitCode: 1 }, false],
  [{ Name: 'no' }, { exitCode: 1 }, false],
  [{ Name: 'always' }, { exitCode: 0 }, true],
  [{ Name: 'always' }, { exitCode: 0, manuallyStopped: true }, false],
  [{ Name: 'unless-stopped' }, { exitCode: 0 }, true],
  [{ Name: 'on-failure' }, { exitCode: 0 }, false],
  [{ Name: 'on-failure' }, { exitCode: 2 }, true],
  [{ Name: 'on-failure', MaximumRetryCount: 2 }, { exitCode: 2, restartCount: 1 }, true],
  [{ Name: 'on-failure', MaximumRetryCount: 2 }, { exitCode: 2, restartCount: 2 }, false],
];

for (const [policy, state, wanted] of cases) {
  test(`policy ${JSON.stringify(policy)} after ${JSON.stringify(state)}: ${wanted ? 'again' : 'not again'}`, () => {
    const spec = { Image: 'x', HostConfig: { RestartPolicy: policy } };
    assert.equal(wantsRestart({ spec, state: { ...NEVER_STARTED, ...state } }), wanted);
  });
}

test('the delay doubles up to a minute and begins anew after a long run', () => {
  const delays = [0];
  for (let i = 0; i < 12; i++) delays.push(nextDelayMs(delays.at(-1)!, 5));
  assert.deepEqual(delays.slice(1, 4), [100, 200, 400]);
  assert.equal(delays.at(-1), 60_000);
  assert.equal(nextDelayMs(60_000, 10_000), 100);
});
