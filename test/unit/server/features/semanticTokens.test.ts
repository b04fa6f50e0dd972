import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range, SemanticTokens } from 'vscode-languageserver/node';
import { TestClient } from '../TestClient';

const TYPES = ['class', 'namespace', 'variable', 'macro'];

/** `text type` of each token, a declaration with a star. */
async function tokensOf(text: string, range?: Range): Promise<string[]> {
  const client = new TestClient();
  await client.open(text);
  const { capabilities } = await client.initialized;
  assert.deepEqual(capabilities.semanticTokensProvider?.legend.tokenTypes.slice(0, TYPES.length), TYPES);
  const { data } = await (range
    ? client.ask<SemanticTokens>('textDocument/semanticTokens/range', { range })
    : client.ask<SemanticTokens>('textDocument/semanticTokens/full'));
  await client.close();
  const lines = text.split('\n');
  const shown: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines1 = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = lines1 === 0 ? character + characters : characters;
    line += lines1;
    shown.push(`${(lines[line] ?? '').slice(character, character + length)} ${TYPES[type]}${modifiers === 1 ? '*' : ''}`);
  }
  return shown;
}

test('marks names where they are defined and used', async () => {
  const text =
    'services:\n  web:\n    image: x\n    depends_on: [db]\n    volumes: ["d:/d"]\n    networks: [n]\n  db: { image: y }\nvolumes:\n  d:\nnetworks:\n  n:\n';
  assert.deepEqual(await tokensOf(text), [
    'web class*',
    'db class',
    'd variable',
    'n namespace',
    'db class*',
    'd variable*',
    'n namespace*',
  ]);
});

test('marks variables, and no dollar sign that is meant', async () => {
  const text = 'services:\n  web:\n    image: "x:${TAG:-$OTHER}"\n    command: echo $$HOME ${A}\n';
  assert.deepEqual(await tokensOf(text), ['web class*', 'TAG macro', 'OTHER macro', 'A macro']);
});

test('marks a fragment that is merged twice once', async () => {
  const text = 'x-base: &base\n  user: ${WHO:-me}\nservices:\n  a: { <<: *base, image: x }\n  b: { <<: *base, image: y }\n';
  assert.deepEqual(await tokensOf(text), ['WHO macro', 'a class*', 'b class*']);
});

test('marks a part, at the places of the whole', async () => {
  const text = 'services:\n  a: { image: "😀${A}" }\n  b: { image: "😀${B}${C}" }\n  c: { image: y }\n';
  const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 12 } };
  assert.deepEqual(await tokensOf(text, range), ['b class*', 'B macro', 'C macro']);
});
