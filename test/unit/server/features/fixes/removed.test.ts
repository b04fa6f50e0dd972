import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offered } from './offered';

test('removes an anchor that nothing stands for, not what is written at it', async () =>
  assert.deepEqual(await offered('x-a: &a { tty: true }\nservices:\n  web: &b\n    image: x\n  db: *b\n', 'definition-unused'), [
    ['Remove the anchor', 'x-a: { tty: true }\nservices:\n  web: &b\n    image: x\n  db: *b\n'],
  ]));
