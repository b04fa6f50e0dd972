import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { atCursor, URI } from '../../TestClient';
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

test('goes on merging what a fragment merges', async () =>
  assert.equal(
    await inlined(
      `${BASE}x-more: &more\n  <<: *base\n  tty: true\nservices:\n  web:\n    <<: [*mor|e, *other]\n    user: u\n`.replace(
        'services',
        'x-o: &other { init: true }\nservices',
      ),
    ),
    `${BASE}x-more: &more\n  <<: *base\n  tty: true\nx-o: &other { init: true }\nservices:\n  web:\n    <<: [*base, *other]\n    tty: true\n    user: u\n`,
  ));

test('leaves a fragment alone whose own alias would mean another anchor', async () =>
  assert.equal(
    await inlined(
      `${BASE}x-more: &more\n  <<: *base\n  tty: true\nx-b: &base { init: true }\nservices:\n  web:\n    <<: *mor|e\n`,
    ),
    undefined,
  ));

/** Lines of a service, and those after the alias at the mark is written out. */
const PLACES: [rule: string, fragments: string, lines: string[], after: string[]][] = [
  ['a merge with a comment behind it', BASE, ['<<: *bas|e # why', 'labels: {}'], ['# why', 'image: x', 'labels: {}']],
  ['a value with a comment behind it', TWO, ['x-a: *on|e # why'], ['x-a: # why', '  image: x', '  tty: true']],
  ['an item', TWO, ['x-a:', '  - *on|e', '  - b'], ['x-a:', '  - image: x', '    tty: true', '  - b']],
  ['a list over several lines', TWO, ['<<: [', '  *one,', '  *tw|o', ']'], ['<<: *one', 'init: true']],
  [
    'a list in block style',
    TWO,
    ['<<:', '  # of all', '  - *on|e', '  - *two # more'],
    ['# of all', '# more', '<<: *two', 'image: x', 'tty: true'],
  ],
  [
    'a list of three',
    `${TWO}x-three: &three { tty: false }\n`,
    ['<<: [*one, *tw|o, *three]'],
    ['<<: [*one, *three]', 'init: true'],
  ],
  ['a literal text', 'x-a: &a >\n  one\n    two\n', ['command: *|a # why'], ['command: > # why', '  one', '    two']],
  ['a literal text in brackets', 'x-a: &a >\n  one\n', ['command: [*|a]'], ['command: ["one\\n"]']],
  ['a mapping in braces', BASE, ['x-a: { b: *bas|e, c: 1 }'], ['x-a: { b: { image: x, labels: { a: b, c: d } }, c: 1 }']],
  ['a merge in braces', TWO, ['x-a: { <<: *on|e, c: 1 }'], ['x-a: { image: x, tty: true, c: 1 }']],
  ['a mapping in braces that is merged', 'x-a: &a { "b": [c], d: e }\n', ['x-b:', '  <<: *|a'], ['x-b:', '  "b": [c]', '  d: e']],
  [
    'comments within',
    'x-a: &a\n  b: 1 # one\n  # of c\n  c: 2\n',
    ['x-b:', '  <<: *|a', '  b: 3'],
    ['x-b:', '  # of c', '  c: 2', '  b: 3'],
  ],
];
for (const [rule, fragments, lines, after] of PLACES)
  test(`writes ${rule}`, async () => {
    const text = (all: string[]): string => `${fragments}services:\n  web:\n${all.map((line) => `    ${line}\n`).join('')}`;
    assert.equal(await inlined(text(lines)), text(after));
  });

const LEFT: [rule: string, text: string][] = [
  ['comments that have no place in brackets', 'x-a: &a\n  b: c # d\n  e: f\nservices:\n  web: { labels: *|a }\n'],
  ['a text whose blank lines at its end count', 'x-a: &a >+\n  b\n\nservices:\n  web:\n    command: *|a\n'],
  ['a merge that also holds a mapping of its own', `${TWO}services:\n  web:\n    <<: [*on|e, { user: u }]\n`],
];
for (const [rule, text] of LEFT) test(`leaves ${rule} alone`, async () => assert.equal(await inlined(text), undefined));

async function removing(marked: string): Promise<[title: string, text: string] | undefined> {
  const actions = await atCursor(marked, (client, line, character) => {
    const range = { start: { line, character }, end: { line, character } };
    return client.ask<CodeAction[]>('textDocument/codeAction', {
      range,
      context: { diagnostics: [], only: ['refactor.inline'] },
    });
  });
  const [, second] = actions;
  return second && [second.title, applied(marked.replace('|', ''), second.edit?.changes?.[URI] ?? [])];
}

test('removes a fragment with its last use', async () =>
  assert.deepEqual(await removing('x-a: &a\n  tty: true\n\nservices:\n  web:\n    <<: *|a\n    image: x\n'), [
    'Write what *a stands for, and remove x-a',
    'services:\n  web:\n    tty: true\n    image: x\n',
  ]));

test('removes the anchor of what is used where it is written', async () =>
  assert.deepEqual(await removing('services:\n  web:\n    labels: &l\n      a: b\n  db:\n    labels: *|l\n'), [
    'Write what *l stands for, and remove &l',
    'services:\n  web:\n    labels:\n      a: b\n  db:\n    labels:\n      a: b\n',
  ]));

test('keeps a fragment that has other uses, or anchors within', async () => {
  assert.equal(await removing(`${BASE}services:\n  web: *|base\n  db: *base\n`), undefined);
  const [title] =
    (await removing('x-a: &a\n  b: &b { d: e }\n  c: 1\nservices:\n  web:\n    labels:\n      <<: *|a\n      b: 2\n')) ?? [];
  assert.equal(title, 'Write what *a stands for, and remove &a');
});
