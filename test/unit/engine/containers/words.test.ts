import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER_STARTED } from '../../../../engine/containers/ContainerRecord';
import { logTarget } from '../../../../engine/containers/logTarget';
import { checkedName } from '../../../../engine/containers/names';
import { refuseUnavailable } from '../../../../engine/containers/refuseUnavailable';
import { signalNumber } from '../../../../engine/containers/signals';
import { roughDuration, statusText } from '../../../../engine/containers/statusText';
import type { HostConfig } from '../../../../spec/container/ContainerSpec';

for (const [text, number] of [
  ['SIGTERM', 15],
  ['term', 15],
  ['9', 9],
  ['SIGRTMIN+3', 37],
  ['RTMAX-1', 63],
] as const) {
  test(`signal ${text} is ${number}`, () => assert.equal(signalNumber(text), number));
}

for (const text of ['', '0', '65', 'SIGNOPE', '-9']) {
  test(`signal "${text}" is refused`, () => assert.throws(() => signalNumber(text), { message: `invalid signal: ${text}` }));
}

const durations: [ms: number, text: string][] = [
  [999, 'Less than a second'],
  [1000, '1 second'],
  [59_000, '59 seconds'],
  [61_000, 'About a minute'],
  [150_000, '2 minutes'],
  [3_700_000, 'About an hour'],
  [36 * 3_600_000, '36 hours'],
  [50 * 3_600_000, '2 days'],
];
for (const [ms, text] of durations) test(`${ms} ms is "${text}"`, () => assert.equal(roughDuration(ms), text));

test('the status column reads as in docker ps', () => {
  const now = 100_000;
  assert.equal(statusText(NEVER_STARTED, now), 'Created');
  assert.equal(statusText({ ...NEVER_STARTED, status: 'running', startedAt: 90_000 }, now), 'Up 10 seconds');
  assert.equal(statusText({ ...NEVER_STARTED, status: 'paused', startedAt: 90_000 }, now), 'Up 10 seconds (Paused)');
  assert.equal(
    statusText({ ...NEVER_STARTED, status: 'exited', exitCode: 3, finishedAt: 95_000 }, now),
    'Exited (3) 5 seconds ago',
  );
});

const target = (hostConfig: HostConfig) => logTarget('/l', { Image: 'x', HostConfig: hostConfig });

test('log options become bytes and files', () => {
  assert.deepEqual(target({ LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } } }), {
    path: '/l',
    maxSize: 10 * 1024 * 1024,
    maxFiles: 3,
  });
  assert.equal(target({ LogConfig: { Type: 'none' } }), undefined);
  assert.throws(() => target({ LogConfig: { Type: 'syslog' } }), /log driver "syslog" is not available/);
  assert.throws(() => target({ LogConfig: { Type: '', Config: { tag: 'x' } } }), /unknown log opt 'tag'/);
});

const refused: [HostConfig, RegExp][] = [
  [{ PortBindings: { '80/tcp': [{ HostPort: '80' }] } }, /port 80\/tcp cannot be published/],
  [{ NetworkMode: 'front' }, /network front is not available/],
  [{ RestartPolicy: { Name: 'always' }, AutoRemove: true }, /can't create 'AutoRemove' container with restart policy/],
  [{ RestartPolicy: { Name: 'sometimes' as 'always' } }, /unknown policy 'sometimes'/],
];
for (const [hostConfig, message] of refused) {
  test(`${JSON.stringify(hostConfig)} is refused by name`, () =>
    assert.throws(() => refuseUnavailable({ Image: 'x', HostConfig: hostConfig }), message));
}

test('names are checked as Docker does', () => {
  assert.equal(checkedName('/web'), 'web');
  for (const name of ['a b', '-a', 'a', '../x']) assert.throws(() => checkedName(name), /Invalid container name/);
});
