import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OUTPUT_WINDOW_BYTES } from '../../../../api/command';
import { OutputWindow } from '../../../../engine/cli/remote/OutputWindow';

function recorded() {
  const window = new OutputWindow();
  const told: string[] = [];
  const send = (name: string, bytes: number): void => window.sent(bytes, (error) => told.push(error?.message ?? name));
  return { window, told, send };
}

test('output waits only for what goes beyond the window', () => {
  const { window, told, send } = recorded();
  send('whole window', OUTPUT_WINDOW_BYTES);
  send('one more', 1);
  assert.deepEqual(told, ['whole window']);
  window.taken(1);
  assert.deepEqual(told, ['whole window', 'one more']);
});

test('whoever waits is told that the caller has gone, as is who comes later', () => {
  const { window, told, send } = recorded();
  send('too much', OUTPUT_WINDOW_BYTES + 1);
  window.close(new Error('gone'));
  send('late', 1);
  assert.deepEqual(told, ['gone', 'gone']);
});

test('more cannot be taken than was sent', () => {
  const { window, send } = recorded();
  send('a little', 10);
  assert.throws(() => window.taken(11), /more output was taken than sent/);
});
