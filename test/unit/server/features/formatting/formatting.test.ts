import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { TestClient, URI } from '../../TestClient';

const OPTIONS = { tabSize: 2, insertSpaces: true };

async function formatted(text: string, options: object = OPTIONS, uri = URI): Promise<string> {
  const client = new TestClient();
  try {
    await client.open(text, uri);
    return applied(text, await client.ask<TextEdit[]>('textDocument/formatting', { options }, uri));
  } finally {
    await client.close();
  }
}

const CASES: [rule: string, text: string, expected: string][] = [
  ['indents by the steps of the editor', 'services:\n   web:\n       image: x\n', 'services:\n  web:\n    image: x\n'],
  ['puts one blank behind colons and dashes', 'a:\n  -   b:    c\n      d: e\n', 'a:\n  - b: c\n    d: e\n'],
  ['takes the blank before a colon away', 'a : b\n"c" : d\n', 'a: b\n"c": d\n'],
  ['keeps the blank between an alias and its colon', 'a: &a b\n*a : c\n', 'a: &a b\n*a : c\n'],
  ['leaves a list at the column of its key', 'a:\n    b:\n    - c\n', 'a:\n  b:\n  - c\n'],
  ['takes blanks at ends of lines away', 'a: b  \n# c \n  \nd: e\t\n', 'a: b\n# c\n\nd: e\n'],
  ['keeps one of several empty lines', '\n\na: b\n\n\n\nc: d\n\n\n', 'a: b\n\nc: d\n'],
  ['ends the last line', 'a: b', 'a: b\n'],
  ['keeps the line ends of the file', 'a:\r\n    b: c \r\n\r\n\r\nd: e', 'a:\r\n  b: c\r\n\r\nd: e\r\n'],
  [
    'moves a comment with what it stands at',
    'a:\n    # of b\n    b: c\n    # of a\nd: e\n',
    'a:\n  # of b\n  b: c\n  # of a\nd: e\n',
  ],
  ['keeps the distance of a comment behind a value', 'a: b   # c\n', 'a: b   # c\n'],
  ['keeps the blanks of a literal text', 'a:\n    b: |\n       c  \n\n         d\n', 'a:\n  b: |\n     c  \n\n       d\n'],
  ['keeps the end of a text that keeps its empty lines', 'a: |+\n  b\n\n\n', 'a: |+\n  b\n\n\n'],
  ['parts the items of brackets', 'a: [b,c , {"d":e}]\n', 'a: [b, c, {"d": e}]\n'],
  ['indents brackets over several lines', 'a:\n    b: [\n       c,\n      d ]\n', 'a:\n  b: [\n    c,\n    d ]\n'],
  ['leaves text with an error alone', 'a:   [b\nc:   d\n', 'a:   [b\nc:   d\n'],
  ['leaves keys with a question mark alone', '? a\n:   b\n', '? a\n:   b\n'],
];
for (const [rule, text, expected] of CASES) test(rule, async () => assert.equal(await formatted(text), expected));

test('changes only the lines that are to be changed', async () => {
  const client = new TestClient();
  await client.open('a: b\nc:  d\ne: f\n');
  const edits = await client.ask<TextEdit[]>('textDocument/formatting', { options: OPTIONS });
  await client.close();
  assert.deepEqual(edits, [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } }, newText: ' ' }]);
});

const BUNDLE = 'file:///bundle/config.json';

test('breaks JSON that does not fit on a line', async () => {
  const args = JSON.stringify(Array.from({ length: 30 }, (_, index) => index));
  const text = `{"ociVersion":"1.2.0","root":{"path":"rootfs"},"x":${args}}`;
  const numbers = Array.from({ length: 30 }, (_, index) => `\t\t${index}`).join(',\n');
  const expected = `{\n\t"ociVersion": "1.2.0",\n\t"root": { "path": "rootfs" },\n\t"x": [\n${numbers}\n\t]\n}\n`;
  assert.equal(await formatted(text, { tabSize: 4, insertSpaces: false }, BUNDLE), expected);
});

test('keeps JSON on several lines that was written so', async () => {
  const text = '{\n"ociVersion": "1.2.0", "process": {\n"args": [ "sh" ] } }\n';
  const expected = '{\n  "ociVersion": "1.2.0",\n  "process": {\n    "args": ["sh"]\n  }\n}\n';
  assert.equal(await formatted(text, OPTIONS, BUNDLE), expected);
});

/** `|` marks the first and the last line. */
async function formattedRange(marked: string): Promise<string> {
  const [before = '', inside = '', after = ''] = marked.split('|');
  const text = before + inside + after;
  const at = (part: string): { line: number; character: number } => {
    const lines = part.split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const client = new TestClient();
  try {
    await client.open(text);
    const range = { start: at(before), end: at(before + inside) };
    return applied(text, await client.ask<TextEdit[]>('textDocument/rangeFormatting', { range, options: OPTIONS }));
  } finally {
    await client.close();
  }
}

test('formats the lines of a range', async () =>
  assert.equal(await formattedRange('a:  b\n|c:  d\n|e:  f\n'), 'a:  b\nc: d\ne:  f\n'));
test('moves the neighbours of a line that is moved', async () =>
  assert.equal(await formattedRange('a:\n    b:  c\n    |d:  e|\nf:  g\n'), 'a:\n  b: c\n  d: e\nf:  g\n'));
