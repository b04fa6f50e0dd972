import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refactored } from './ask';

const inlined = async (marked: string): Promise<string | undefined> => (await refactored(marked, 'refactor.inline')).text;

const BASE = 'x-base: &base\n  image: x\n  labels:\n    a: b\n\n    c: d\n';

test('writes a mapping in the place of its alias', async () =>
  assert.equal(
    await inlined(`${BASE}services:\n    web: *ba|se\n    db: *base\n`),
    `${BASE}services:\n    web:\n      image: x\n      labels:\n        a: b\n\n        c: d\n    db: *base\n`,
  ));

test('writes a value in the place of its alias', async () =>
  assert.equal(
    await inlined('x-a: &a "1: 2"\nservices:\n  web:\n    user: *|a\n'),
    'x-a: &a "1: 2"\nservices:\n  web:\n    user: "1: 2"\n',
  ));

test('writes merged keys that are not overridden', async () =>
  assert.equal(
    await inlined(`${BASE}services:\n  web:\n    <<: *bas|e\n    image: y\n`),
    `${BASE}services:\n  web:\n    labels:\n      a: b\n\n      c: d\n    image: y\n`,
  ));

test('leaves a value with an anchor of its own alone', async () =>
  assert.equal(await inlined('x-a: &a\n  b: &b c\nservices:\n  web:\n    labels: *a|\n'), undefined));

test('leaves a fragment that merges another alone', async () =>
  assert.equal(await inlined(`${BASE}x-more: &more\n  <<: *base\n  tty: true\nservices:\n  web:\n    <<: *mor|e\n`), undefined));
