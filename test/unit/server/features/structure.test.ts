import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentLink, FoldingRange, InlayHint, SelectionRange } from 'vscode-languageserver/node';
import { shownRange } from '../support';
import { atCursor, TestClient } from '../TestClient';
import type { ClientOptions } from '../TestClient';

async function ask<Result>(text: string, method: string, more: object = {}, options?: ClientOptions): Promise<Result> {
  const client = new TestClient(options);
  try {
    await client.open(text);
    return await client.ask<Result>(method, more);
  } finally {
    await client.close();
  }
}

test('folds values and comments', async () => {
  const text = '# one\n# two\nservices:\n  web:\n    image: x\n    labels:\n      a: b\n\nvolumes:\n  data:\n';
  const folds = await ask<FoldingRange[]>(text, 'textDocument/foldingRange');
  assert.deepEqual(
    folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
    [
      [2, 6, undefined],
      [3, 6, undefined],
      [5, 6, undefined],
      [8, 9, undefined],
      [0, 1, 'comment'],
    ],
  );
});

test('folds regions, one in another, and no end without a beginning', async () => {
  const text =
    '# endregion\n#region a\nservices:\n  # region b\n  web: { image: x }\n  # endregion\n#endregion\n# region left open\n';
  const folds = await ask<FoldingRange[]>(text, 'textDocument/foldingRange');
  assert.deepEqual(
    folds.filter(({ kind }) => kind === 'region').map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [3, 5],
      [1, 6],
    ],
  );
});

test('folds as much as a client takes, the largest first', async () => {
  const client = new TestClient({ capabilities: { textDocument: { foldingRange: { rangeLimit: 2 } } } });
  await client.open('# one\n# two\nservices:\n  web:\n    image: x\n    labels:\n      a: b\n');
  const folds = await client.ask<FoldingRange[]>('textDocument/foldingRange');
  await client.close();
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [2, 6],
      [3, 6],
    ],
  );
});

test('does not fold what an anchor brings in', async () => {
  const text = 'x-base: &base\n  image: x\nservices:\n  web: *base\n';
  const folds = await ask<FoldingRange[]>(text, 'textDocument/foldingRange');
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [0, 1],
      [2, 3],
    ],
  );
});

test('selects from the value outwards', async () => {
  const text = 'services:\n  web:\n    image: na|me\n';
  const found = await atCursor(text, (client, line, character) =>
    client.ask<SelectionRange[]>('textDocument/selectionRange', { positions: [{ line, character }] }),
  );
  const ranges: string[] = [];
  for (let one: SelectionRange | undefined = found[0]; one; one = one.parent) ranges.push(shownRange(one.range));
  assert.deepEqual(ranges, ['2:11-15', '2:4-15', '1:2-2:15', '0:0-2:15', '0:0-3:0']);
});

test('selects what is in quotes before the quotes', async () => {
  const found = await atCursor('services:\n  web:\n    ports: ["80|:80"]\n', (client, line, character) =>
    client.ask<SelectionRange[]>('textDocument/selectionRange', { positions: [{ line, character }] }),
  );
  assert.deepEqual(
    [found[0]?.range, found[0]?.parent?.range].map((range) => range && shownRange(range)),
    ['2:13-18', '2:12-19'],
  );
});

test('links files that exist, and the pages of images', async () => {
  const text = 'include: [other.yaml]\nservices:\n  web:\n    image: x\n    env_file: [a.env, b.env]\n';
  const files = { '/project/other.yaml': 'services: {}\n', '/project/a.env': 'A=1\n' };
  const links = await ask<DocumentLink[]>(text, 'textDocument/documentLink', {}, { files });
  assert.deepEqual(
    links.map(({ range, target }) => [shownRange(range), target]),
    [
      ['0:10-20', 'file:///project/other.yaml'],
      ['4:15-20', 'file:///project/a.env'],
      ['3:11-12', 'https://hub.docker.com/_/x'],
    ],
  );
});

test('shows what variables come to', async () => {
  const text = 'services:\n  web:\n    image: x:${TAG:-1}\n    user: "${WHO}"\n    hostname: plain\n';
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints = await ask<InlayHint[]>(text, 'textDocument/inlayHint', { range });
  assert.deepEqual(
    hints.map(({ position, label }) => [position.line, position.character, label]),
    [[2, 22, '= x:1']],
  );
});
