import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { atCursor } from '../../TestClient';

/** The line the cursor is in after a line break was typed. */
const typed = (marked: string): Promise<string> =>
  atCursor(marked, async (client, line, character) => {
    const options = { ch: '\n', options: { tabSize: 2, insertSpaces: true } };
    const edits = await client.at<TextEdit[]>('textDocument/onTypeFormatting', line, character, options);
    return applied(marked.replace('|', ''), edits).split('\n')[line] ?? '';
  });

const TYPED: [rule: string, text: string, expected: string][] = [
  ['goes on inside a key without a value', 'a:\n  b:\n  |', '    '],
  ['goes on inside a key with an anchor', 'a: &a # c\n|', '  '],
  ['goes on beside the key of an item', 'a:\n  - b: c\n  |', '    '],
  ['leaves the line below a key with a value to the editor', 'a:\n  b: c\n |', ' '],
  ['leaves the line below an item to the editor', 'a:\n  - b\n  |', '  '],
  ['goes on inside a literal text', 'a:\n  b: >\n|', '    '],
  ['goes on inside a literal text of an item', 'a:\n  - >- # c\n|', '    '],
  ['leaves literal text alone', 'a: |1\n  b:\n  |'.replace('|1', '>'), '  '],
];
for (const [rule, text, expected] of TYPED) test(rule, async () => assert.equal(await typed(text), expected));

test('takes away the blank behind a key whose value comes below', async () => {
  const edits = await atCursor('a:\n  b: \n    |', (client, line, character) =>
    client.at<TextEdit[]>('textDocument/onTypeFormatting', line, character, {
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    }),
  );
  assert.equal(applied('a:\n  b: \n    ', edits), 'a:\n  b:\n    ');
});
