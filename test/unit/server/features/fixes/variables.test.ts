import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offered } from './offered';

const web = (line: string): string => `services:\n  web:\n    image: x\n    ${line}\n`;

test('closes a variable', async () =>
  assert.deepEqual(await offered(web('command: echo ${TAG:-1} ${TAG'), 'variable-invalid'), [
    ['Close with }', web('command: echo ${TAG:-1} ${TAG}')],
  ]));

test('quotes braces within brackets', async () => {
  const found = await offered(web('labels: { a: b-$WHO, c: "$WHO" }'), 'variable-unset');
  assert.deepEqual(
    found.filter(([title]) => title.includes('default')),
    [
      ['Give WHO an empty default', web('labels: { a: "b-${WHO:-}", c: "$WHO" }')],
      ['Give WHO an empty default', web('labels: { a: b-$WHO, c: "${WHO:-}" }')],
    ],
  );
});

test('takes what looks like a variable for a dollar sign', async () => {
  const found = await offered(web('command: pa$word'), 'variable-unset');
  assert.deepEqual(
    found.filter(([title]) => title.includes('$$')),
    [['Write $$ for a dollar sign', web('command: pa$$word')]],
  );
});

test('does not take a variable in braces for a dollar sign', async () => {
  const found = await offered(web('command: pa${word}'), 'variable-unset');
  assert.ok(!found.some(([title]) => title.includes('$$')));
});
