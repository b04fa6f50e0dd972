import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offered } from './offered';

test('removes an anchor that nothing stands for, not what is written at it', async () =>
  assert.deepEqual(await offered('x-a: &a { tty: true }\nservices:\n  web: &b\n    image: x\n  db: *b\n', 'definition-unused'), [
    ['Remove the anchor', 'x-a: { tty: true }\nservices:\n  web: &b\n    image: x\n  db: *b\n'],
  ]));

test('leaves no blank where an anchor ended its line', async () =>
  assert.deepEqual(await offered('x-a: &a\n  tty: true\nservices:\n  web:\n    image: x\n', 'definition-unused'), [
    ['Remove the anchor', 'x-a:\n  tty: true\nservices:\n  web:\n    image: x\n'],
  ]));

const WEB = 'services:\n  web:\n    image: x\n    volumes: [b:/b]\n';

test('removes a definition in its column', async () =>
  assert.deepEqual(await offered(`${WEB}volumes:\n  a: { driver: local } # c\n  b:\n`, 'definition-unused'), [
    ['Remove a', `${WEB}volumes:\n  b:\n`],
  ]));

test('removes the section of the only definition', async () =>
  assert.deepEqual(await offered(`${WEB}networks:\n  a:\nvolumes: { b: , c: }\n`, 'definition-unused'), [
    ['Remove networks', `${WEB}volumes: { b: , c: }\n`],
    ['Remove c', `${WEB}networks:\n  a:\nvolumes: { b: }\n`],
  ]));
