import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlayHint } from 'vscode-languageserver/node';
import { TestClient } from '../TestClient';

const BASE = 'services:\n  web:\n    image: x:1\n    user: "5"\n    build: { context: . }\n';

async function hints(
  text: string,
  name: string,
  files: Record<string, string> = { '/project/compose.yaml': BASE },
): Promise<unknown[]> {
  const uri = `file:///project/${name}`;
  const client = new TestClient({ files });
  try {
    await client.open(text, uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const found = await client.ask<InlayHint[]>('textDocument/inlayHint', { range }, uri);
    return found.map(({ position, label }) => [position.line, position.character, label]);
  } finally {
    await client.close();
  }
}

const TEXT = 'services:\n  web:\n    image: x:2\n    user: "5"\n    hostname: new\n    build: { context: app }\n';

test('shows what an override file overrides', async () =>
  assert.deepEqual(await hints(TEXT, 'compose.override.yaml'), [
    [2, 14, 'was x:1'],
    [5, 25, 'was .'],
  ]));

test('shows nothing in a file that stands alone', async () => assert.deepEqual(await hints(TEXT, 'compose.yaml'), []));

test('shows in a file what those merged over it make of its values', async () => {
  const over = `services:
  web:
    image: x:2
    user: "5"
    build: !override { context: app }
    ports: !reset null
    hostname: !reset null
`;
  const base = `${BASE}    ports:\n      - "80:80"\n    hostname: old\n`;
  assert.deepEqual(await hints(base, 'compose.yaml', { '/project/compose.override.yaml': over }), [
    [2, 14, 'overridden by compose.override.yaml: x:2'],
    [4, 25, 'overridden by compose.override.yaml: another value'],
    [5, 10, 'taken away by compose.override.yaml'],
    [7, 17, 'taken away by compose.override.yaml'],
  ]);
});
