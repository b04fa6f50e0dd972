import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { RegistryError } from '../../../registry/RegistryError';
import { SharedCache } from '../../../registry/SharedCache';

const cache = (limits: object = {}): SharedCache<string> =>
  new SharedCache({ freshMs: 10_000, failureMs: 10_000, maxWeight: 100, weigh: (text) => text.length, ...limits });

test('asks once for all who want it, and keeps the answer', async () => {
  const one = cache();
  let asked = 0;
  const make = async (): Promise<string> => {
    asked++;
    await sleep(1);
    return 'a';
  };
  assert.deepEqual(await Promise.all([one.get('k', make), one.get('k', make)]), ['a', 'a']);
  await one.get('k', make);
  assert.equal(asked, 1);
  await one.get('other', make);
  assert.equal(asked, 2);
});

test('asks again when the answer is old', async () => {
  const one = cache({ freshMs: 5 });
  let asked = 0;
  const make = (): Promise<string> => Promise.resolve(String(++asked));
  assert.equal(await one.get('k', make), '1');
  await sleep(20);
  assert.equal(await one.get('k', make), '2');
});

test('keeps that there is nothing, but not that there was no way to ask', async () => {
  const one = cache();
  let asked = 0;
  const failing = (fault: 'missing' | 'unreachable') => (): Promise<string> => {
    asked++;
    return Promise.reject(new RegistryError(fault, 'no'));
  };
  for (const [fault, count] of [
    ['missing', 1],
    ['unreachable', 2],
  ] as const) {
    asked = 0;
    await assert.rejects(one.get(fault, failing(fault)));
    await assert.rejects(one.get(fault, failing(fault)));
    assert.equal(asked, count, fault);
  }
});

test('stops work only when nobody waits for it any longer', async () => {
  const one = cache();
  let stopped = false;
  const make = (signal: AbortSignal): Promise<string> =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        stopped = true;
        reject(new RegistryError('aborted', 'stopped'));
      }),
    );
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = [one.get('k', make, first.signal), one.get('k', make, second.signal)];
  first.abort();
  await assert.rejects(waiting[0]!, /nobody waits/);
  assert.equal(stopped, false);
  second.abort();
  await assert.rejects(waiting[1]!, /nobody waits/);
  assert.equal(stopped, true);
  assert.equal(await one.get('k', () => Promise.resolve('anew')), 'anew');
});

test('lets the oldest go when it gets too heavy', async () => {
  const one = cache({ maxWeight: 10 });
  let asked = 0;
  const make = (): Promise<string> => {
    asked++;
    return Promise.resolve('abcd');
  };
  for (const key of ['a', 'b', 'c']) await one.get(key, make);
  await one.get('c', make);
  await one.get('b', make);
  assert.equal(asked, 3);
  await one.get('a', make);
  assert.equal(asked, 4);
});
