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

const TWO = 'x-one: &one\n  image: x\n  tty: true\nx-two: &two\n  image: y\n  init: true\n';

test('writes the keys of one of a merge list, of which the others stay', async () => {
  const merging = (list: string): string => `${TWO}services:\n  web:\n    <<: [${list}]\n    user: u\n`;
  assert.equal(
    await inlined(merging('*o|ne, *two')),
    `${TWO}services:\n  web:\n    <<: *two\n    image: x\n    tty: true\n    user: u\n`,
  );
  assert.equal(await inlined(merging('*one, *tw|o')), `${TWO}services:\n  web:\n    <<: *one\n    init: true\n    user: u\n`);
  assert.equal(await inlined(merging('*tw|o')), `${TWO}services:\n  web:\n    image: y\n    init: true\n    user: u\n`);
});

test('leaves a value with an anchor of its own alone', async () =>
  assert.equal(await inlined('x-a: &a\n  b: &b c\nservices:\n  web:\n    labels: *a|\n'), undefined));

test('leaves a fragment that merges another alone', async () =>
  assert.equal(await inlined(`${BASE}x-more: &more\n  <<: *base\n  tty: true\nservices:\n  web:\n    <<: *mor|e\n`), undefined));
