import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadingMemo } from '../../../../spec/compose/ReadingMemo';

test('makes a result again when an input or one of the files it was made of has changed, and only then', () => {
  const files = new Map([
    ['/a', 'one'],
    ['/unread', 'x'],
  ]);
  const readFile = (path: string): string | undefined => files.get(path);
  const memo = new ReadingMemo<object, string>();
  const key = {};
  let made = 0;
  const get = (...inputs: unknown[]): string =>
    memo.get(key, inputs, readFile, (read) => `${++made}: ${read('/a') ?? ''} ${read('/b') ?? 'nothing'}`);

  assert.equal(get(1), '1: one nothing');
  files.set('/unread', 'y');
  assert.equal(get(1), '1: one nothing');
  files.set('/a', 'two');
  assert.equal(get(1), '2: two nothing');
  files.set('/b', 'there');
  assert.equal(get(1), '3: two there');
  assert.equal(get(2), '4: two there');
  assert.equal(get(2, 3), '5: two there');
  files.delete('/b');
  assert.equal(get(2, 3), '6: two nothing');
  assert.equal(get(2, 3), '6: two nothing');
});
