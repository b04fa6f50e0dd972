import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER_STARTED, type ContainerState } from '../../../../engine/containers/ContainerRecord';
import { transition, type ContainerEvent } from '../../../../engine/containers/transition';

const started: ContainerEvent = { kind: 'started', pid: 7, at: 1000, byPolicy: false };

function after(...events: ContainerEvent[]): { state: ContainerState; actions: string[] } {
  let state = NEVER_STARTED;
  const actions: string[] = [];
  for (const event of events) {
    const result = transition(state, event);
    state = result.state;
    actions.push(...result.announcements.map(({ action, attributes }) => action + (attributes?.['exitCode'] ?? '')));
  }
  return { state, actions };
}

const cases: [name: string, events: ContainerEvent[], status: string, actions: string[]][] = [
  ['a start runs and is announced', [started], 'running', ['start']],
  ['an exit tells its code', [started, { kind: 'exited', exitCode: 3, oomKilled: false, at: 2000 }], 'exited', ['start', 'die3']],
  [
    'an OOM kill is told once, before the end',
    [started, { kind: 'oom' }, { kind: 'exited', exitCode: 137, oomKilled: true, at: 2 }],
    'exited',
    ['start', 'oom', 'die137'],
  ],
  ['pause and back', [started, { kind: 'paused' }, { kind: 'unpaused' }], 'running', ['start', 'pause', 'unpause']],
  ['a first start that fails leaves it created', [{ kind: 'start-failed', exitCode: 127, error: 'x' }], 'created', []],
  [
    'one that its policy starts again is never seen as ended',
    [started, { kind: 'exited', exitCode: 1, oomKilled: false, at: 2, restarts: true }],
    'restarting',
    ['start', 'die1'],
  ],
  [
    'one that nobody was there to start again is started later',
    [started, { kind: 'exited', exitCode: 1, oomKilled: false, at: 2 }, { kind: 'restart-scheduled' }],
    'restarting',
    ['start', 'die1'],
  ],
  [
    'a removal outlives the exit',
    [started, { kind: 'removing' }, { kind: 'exited', exitCode: 137, oomKilled: false, at: 2, restarts: true }],
    'removing',
    ['start', 'die137'],
  ],
];

for (const [name, events, status, actions] of cases) {
  test(name, () => {
    const result = after(...events);
    assert.equal(result.state.status, status);
    assert.deepEqual(result.actions, actions);
  });
}

test('restarts by policy are counted, a start by someone counts anew', () => {
  const exit: ContainerEvent = { kind: 'exited', exitCode: 1, oomKilled: false, at: 2 };
  const again: ContainerEvent[] = [
    { ...exit, restarts: true },
    { ...started, byPolicy: true },
  ];
  assert.equal(after(started, ...again, ...again).state.restartCount, 2);
  assert.equal(after(started, ...again, exit, started).state.restartCount, 0);
});

test('what cannot happen to a container is a fault of the engine', () => {
  assert.throws(() => after({ kind: 'paused' }), /created container cannot become paused/);
  assert.throws(() => after(started, started), /running container cannot become started/);
});
