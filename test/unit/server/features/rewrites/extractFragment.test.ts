import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refactored } from './ask';

test('makes a fragment of a mapping and uses it wherever the same is said', async () => {
  const { titles, text } = await refactored(
    `# top
services:
  a:
    logging:
      driver: local
      opt|ions: { max-size: 1m }
    image: x
  b:
    image: y
    logging:
      driver: local
      options:
        max-size: 1m
  c:
    image: z
    logging:
      driver: none
`,
    'refactor.extract',
  );
  assert.equal(titles[0], 'Extract 2 × logging to x-logging');
  assert.equal(
    text,
    `# top
x-logging: &logging
  driver: local
  options: { max-size: 1m }

services:
  a:
    logging: *logging
    image: x
  b:
    image: y
    logging: *logging
  c:
    image: z
    logging:
      driver: none
`,
  );
});

test('takes a name that is free', async () => {
  const { titles } = await refactored(
    'x-a: &labels {}\nservices:\n  a:\n    image: x\n    labels:\n      |a: b\n',
    'refactor.extract',
  );
  assert.equal(titles[0], 'Extract labels to x-labels-2');
});

test('does not make a fragment of what merges another', async () => {
  const text = 'x-a: &a { b: c }\nservices:\n  a:\n    image: x\n    lab|els:\n      <<: *a\n      d: e\n';
  assert.deepEqual((await refactored(text, 'refactor.extract')).titles, []);
});

test('does not put an alias above what it stands for', async () => {
  const text = 'services:\n  a:\n    user: &u "1"\n    image: x\n    lab|els:\n      d: *u\n';
  assert.deepEqual((await refactored(text, 'refactor.extract')).titles, []);
});

test('makes a fragment of a mapping in braces', async () => {
  const text = 'services:\n  a:\n    image: x\n    lab|els: { b: c }\n  d:\n    image: x\n    labels:\n      b: c\n';
  const { titles, text: after } = await refactored(text, 'refactor.extract');
  assert.equal(titles[0], 'Extract 2 × labels to x-labels');
  assert.equal(
    after,
    'x-labels: &labels { b: c }\n\nservices:\n  a:\n    image: x\n    labels: *labels\n  d:\n    image: x\n    labels: *labels\n',
  );
});

test('does not make a fragment of what is one', async () => {
  const text = 'x-a: &a\n  b: c\nservices:\n  a:\n    image: x\n    lab|els: *a\n';
  assert.deepEqual((await refactored(text, 'refactor.extract')).titles, []);
});

test('ends the lines it makes as the others end', async () => {
  const text = 'services:\r\n  a:\r\n    image: x\r\n    lab|els:\r\n      b: c\r\n      d: e\r\n';
  assert.equal(
    (await refactored(text, 'refactor.extract')).text,
    'x-labels: &labels\r\n  b: c\r\n  d: e\r\n\r\nservices:\r\n  a:\r\n    image: x\r\n    labels: *labels\r\n',
  );
});

test('keeps the comment behind the key, and what is said beside another', async () => {
  const { titles, text } = await refactored(
    'services:\n  a:\n    lab|els: # mine\n      b: c # d\n  e:\n    labels:\n      b: c # f\n',
    'refactor.extract',
  );
  assert.equal(titles[0], 'Extract labels to x-labels');
  assert.equal(
    text,
    'x-labels: &labels\n  b: c # d\n\nservices:\n  a:\n    labels: *labels # mine\n  e:\n    labels:\n      b: c # f\n',
  );
});

test('indents a fragment as the file does', async () =>
  assert.equal(
    (await refactored('services:\n    a:\n        lab|els:\n            b: c\n', 'refactor.extract')).text,
    'x-labels: &labels\n    b: c\n\nservices:\n    a:\n        labels: *labels\n',
  ));

const KEPT: [rule: string, line: string][] = [
  ['what has an anchor already', 'lab|els: &l { b: c }'],
  ['what is merged in another way', 'lab|els: !override { b: c }'],
  ['nothing', 'lab|els: {}'],
];
for (const [rule, line] of KEPT)
  test(`does not make a fragment of ${rule}`, async () =>
    assert.deepEqual((await refactored(`services:\n  a:\n    image: x\n    ${line}\n`, 'refactor.extract')).titles, []));
