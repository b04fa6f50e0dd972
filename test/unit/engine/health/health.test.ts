import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER_STARTED } from '../../../../engine/containers/ContainerRecord';
import { statusText } from '../../../../engine/containers/statusText';
import { checkHealthcheck, healthPlan, type HealthPlan } from '../../../../engine/health/healthPlan';
import { afterProbe, delayMs, STARTING, type Health } from '../../../../engine/health/healthState';
import type { Healthcheck } from '../../../../spec/container/ContainerSpec';

function planOf(own: Healthcheck | undefined, inherited?: Healthcheck): HealthPlan | undefined {
  const image = { id: '', ref: '', rootfs: { kind: 'host' as const }, config: { Healthcheck: inherited } };
  return healthPlan({ spec: { Image: 'x', Healthcheck: own }, image });
}

const plan: HealthPlan = {
  args: ['true'],
  intervalMs: 30_000,
  timeoutMs: 30_000,
  startPeriodMs: 0,
  startIntervalMs: 5000,
  retries: 3,
};

test('a check has the defaults of Docker', () =>
  assert.deepEqual(planOf({ Test: ['CMD-SHELL', 'exit 0'] }), { ...plan, args: ['/bin/sh', '-c', 'exit 0'] }));
test('what a container leaves open is its image’s', () =>
  assert.deepEqual(planOf({ Interval: 2e9 }, { Test: ['CMD', 'probe', 'it'], Interval: 1e9, Retries: 7 }), {
    ...plan,
    args: ['probe', 'it'],
    intervalMs: 2000,
    retries: 7,
  }));
test('NONE switches the image’s check off', () => assert.equal(planOf({ Test: ['NONE'] }, { Test: ['CMD', 'x'] }), undefined));
test('without a test there is no check', () => assert.equal(planOf({ Interval: 1e9 }), undefined));

const refused: [check: Healthcheck, message: RegExp][] = [
  [{ Test: ['RUN', 'x'] }, /Unknown Healthcheck type "RUN"/],
  [{ Interval: 1000 }, /Interval in Healthcheck cannot be less than 1ms/],
  [{ Timeout: -1 }, /Timeout in Healthcheck cannot be less than 1ms/],
  [{ Retries: -1 }, /Retries in Healthcheck cannot be negative/],
];
for (const [check, message] of refused)
  test(`refuses ${JSON.stringify(check)}`, () => assert.throws(() => checkHealthcheck(check), message));

/** Status and streak after probes with these exit codes, a second apart, beginning a second after the start. */
function after(codes: number[], use: HealthPlan = plan): Health {
  let health = STARTING;
  for (const [i, exitCode] of codes.entries()) {
    const start = 1000 * (i + 1);
    health = afterProbe(health, { start, end: start + 1, exitCode, output: String(i) }, use, 0);
  }
  return health;
}

const cases: [name: string, codes: number[], use: Partial<HealthPlan>, expected: string][] = [
  ['one success is enough', [0], {}, 'healthy 0'],
  ['failures below the retries change nothing', [1, 1], {}, 'starting 2'],
  ['as many failures as retries are unhealthy', [1, 1, 1], {}, 'unhealthy 3'],
  ['a success in between starts the count anew', [1, 1, 0, 1, 1], {}, 'healthy 2'],
  ['one success heals', [1, 1, 1, 0], {}, 'healthy 0'],
  ['failures in the start period do not count', [1, 1, 1, 1], { startPeriodMs: 3500 }, 'starting 1'],
  ['but do once it was healthy', [0, 1, 1, 1], { startPeriodMs: 60_000 }, 'unhealthy 3'],
];
for (const [name, codes, use, expected] of cases)
  test(name, () => {
    const { status, failingStreak } = after(codes, { ...plan, ...use });
    assert.equal(`${status} ${failingStreak}`, expected);
  });

test('the last five probes are kept', () =>
  assert.deepEqual(
    after([0, 0, 0, 0, 0, 0, 1]).log.map(({ output }) => output),
    ['2', '3', '4', '5', '6'],
  ));

test('probes are closer together in the start period', () => {
  const use = { ...plan, startPeriodMs: 10_000 };
  assert.equal(delayMs(STARTING, use, 1000), 5000);
  assert.equal(delayMs(STARTING, use, 10_000), 30_000);
  assert.equal(delayMs({ ...STARTING, status: 'healthy' }, use, 1000), 30_000);
});

test('the status says it in the words of Docker', () => {
  const state = { ...NEVER_STARTED, status: 'running' as const, startedAt: 0 };
  assert.equal(statusText({ ...state, health: STARTING }, 3000), 'Up 3 seconds (health: starting)');
  assert.equal(statusText({ ...state, health: after([0]) }, 3000), 'Up 3 seconds (healthy)');
});
