import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver/node';
import { applied } from '../support';
import { DOCKERFILE_URI, withDockerfile } from './withDockerfile';

const OPTIONS = { tabSize: 4, insertSpaces: true };

async function formatted(text: string, options: object = OPTIONS, method = 'formatting', more: object = {}): Promise<string> {
  const edits = await withDockerfile(text, (client) =>
    client.ask<TextEdit[]>(`textDocument/${method}`, { options, ...more }, DOCKERFILE_URI),
  );
  return applied(text, edits);
}

const CASES: [what: string, text: string, expected: string][] = [
  ['writes keywords in upper case at the start of lines', '  from a as b\nonbuild run x', 'FROM a AS b\nONBUILD RUN x\n'],
  [
    'moves lines that go on one step in, together',
    'FROM a\nRUN if x; then \\\n  y; \\\n    z; \\\n  fi\n',
    'FROM a\nRUN if x; then \\\n    y; \\\n      z; \\\n    fi\n',
  ],
  ['leaves lines within a word alone', 'FROM a\nRUN ab\\\ncd "e \\\n f" \\\n g\n', 'FROM a\nRUN ab\\\ncd "e \\\n f" \\\n    g\n'],
  ['moves comments between them', 'FROM a\nRUN x \\\n# why\n  && y\n', 'FROM a\nRUN x \\\n    # why\n    && y\n'],
  ['takes blanks at the end away', 'FROM a  \n\nRUN x \\  \n    y\t\n # c  \n', 'FROM a\n\nRUN x \\\n    y\n# c\n'],
  ['leaves heredocs alone', 'FROM a\nrun <<E  \n  x  \n   E\nE\n', 'FROM a\nRUN <<E\n  x  \n   E\nE\n'],
  ['leaves what is no instruction alone', 'FROM a\n  foo  bar\n', 'FROM a\n  foo  bar\n'],
  ['keeps carriage returns', 'from a\r\nRUN x \\\r\n y\r\n', 'FROM a\r\nRUN x \\\r\n    y\r\n'],
];

for (const [what, text, expected] of CASES)
  test(what, async () => {
    assert.equal(await formatted(text), expected);
    assert.equal(await formatted(expected), expected, 'twice is once');
  });

test('uses tabs where they are wanted', async () => {
  assert.equal(await formatted('FROM a\nRUN x \\\n  y\n', { tabSize: 4, insertSpaces: false }), 'FROM a\nRUN x \\\n\ty\n');
});

test('formats the lines of a range', async () => {
  const range = { start: { line: 1, character: 1 }, end: { line: 2, character: 0 } };
  assert.equal(await formatted('from a\nrun x\nrun y\n', OPTIONS, 'rangeFormatting', { range }), 'from a\nRUN x\nrun y\n');
});

for (const [text, expected] of [
  ['FROM a\nRUN x \\\n', 'FROM a\nRUN x \\\n    '],
  ['FROM a\nRUN x \\\n  y \\\n', 'FROM a\nRUN x \\\n  y \\\n  '],
  ['FROM a\nRUN x\n', 'FROM a\nRUN x\n'],
] as const)
  test(`begins the line behind ${JSON.stringify(text)}`, async () => {
    const position = { line: text.split('\n').length - 1, character: 0 };
    assert.equal(await formatted(text, OPTIONS, 'onTypeFormatting', { position, ch: '\n' }), expected);
  });
