import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { TestClient } from '../../TestClient';

const URI = 'file:///p/config.json';
const config = (rest: string): string => `{ "ociVersion": "1.2.0"${rest} }\n`;

const CASES: [rule: string, text: string, title: string, expected: string][] = [
  ['a comma behind the last key', config(','), 'Remove the comma', config('')],
  ['a comma behind the last item', config(', "mounts": [1, ]'), 'Remove the comma', config(', "mounts": [1 ]')],
  ['a comma that is missing', config('\n "hostname": "a"'), 'Add the comma', config(',\n "hostname": "a"')],
  ['a comment of YAML', config(' # why\n'), 'Remove the comment', config(' \n')],
  ['a comment of JavaScript', config(',\n // why\n "hostname": "a"'), 'Remove the comment', config(',\n \n "hostname": "a"')],
  ['a bare key', config(', hostname: "a"'), 'Change to "hostname"', config(', "hostname": "a"')],
  ['single quotes', config(`, "hostname": 'a'`), 'Change to "a"', config(', "hostname": "a"')],
];

/** What is offered for the syntax of JSON in a text: title and resulting text. */
async function fixes(text: string): Promise<[string, string][]> {
  const client = new TestClient();
  try {
    const found = await client.open(text, URI);
    const diagnostics = found.filter(({ code }) => code === 'json-syntax');
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics } }, URI);
    return actions
      .filter((action) => action.diagnostics?.some(({ code }) => code === 'json-syntax'))
      .filter(({ title }) => !title.startsWith('Ignore '))
      .map(({ title, edit }) => [title, applied(text, edit?.changes?.[URI] ?? [])]);
  } finally {
    await client.close();
  }
}

for (const [rule, text, title, expected] of CASES)
  test(`mends ${rule}`, async () => assert.deepEqual(await fixes(text), [[title, expected]]));

test('a bare value is left to its writer', async () => assert.deepEqual(await fixes(config(', "hostname": a')), []));
