import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offered } from './offered';

const web = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', '    healthcheck:', ...lines.map((line) => `      ${line}`), ''].join('\n');

test('says in a list on lines of its own that a command follows', async () =>
  assert.deepEqual(await offered(web('test:', '  - curl', '  - -f'), 'healthcheck-test'), [
    ['Write CMD before it', web('test:', '  - CMD', '  - curl', '  - -f')],
  ]));

test('says in brackets that a command follows', async () =>
  assert.deepEqual(await offered(web("test: ['curl', '-f']"), 'healthcheck-test'), [
    ['Write CMD before it', web(`test: ["CMD", 'curl', '-f']`)],
  ]));
