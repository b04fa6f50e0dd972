import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, FoldingRange, Hover } from 'vscode-languageserver/node';
import { shownRange } from './support';
import { TestClient } from './TestClient';

const URI = 'file:///bundle/config.json';

const CONFIG = `{
  "ociVersion": "1.2.0",
  "root": { "path": "rootfs" },
  "process": {
    "cwd": "/",
    "args": ["sh"],
    "user": { "umsk": 18 }
  },
  "linux": {
    "resources": { "pids": { "limit": 50 } },
    "namespaces": [{ "type": "pid" }, { "type": "pid" }]
  }
}
`;

async function withConfig<T>(query: (client: TestClient) => Promise<T>, text = CONFIG): Promise<T> {
  const client = new TestClient();
  try {
    await client.open(text, URI, 'json');
    return await query(client);
  } finally {
    await client.close();
  }
}

test('checks an OCI config', async () => {
  const client = new TestClient();
  const found = await client.open(CONFIG, URI, 'json');
  await client.close();
  assert.deepEqual(
    found
      .filter(({ code }) => code !== 'oci-namespace-needed')
      .map(({ range, code, severity }) => [shownRange(range), code, severity]),
    [
      ['6:14-20', 'key-unknown', 2],
      ['10:48-53', 'oci-namespace-duplicate', 1],
    ],
  );
});

test('says what a key of an OCI config means', async () => {
  const hover = await withConfig((client) => client.at<Hover>('textDocument/hover', 9, 21, {}, URI));
  assert.match((hover.contents as { value: string }).value, /pids\.max/);
});

test('lists and folds an OCI config', async () => {
  const symbols = await withConfig((client) => client.ask<DocumentSymbol[]>('textDocument/documentSymbol', {}, URI));
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['ociVersion', 'root', 'process', 'linux'],
  );
  const folds = await withConfig((client) => client.ask<FoldingRange[]>('textDocument/foldingRange', {}, URI));
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [3, 7],
      [8, 11],
    ],
  );
});

test('leaves other files named config.json alone', async () => {
  const hover = await (async () => {
    const client = new TestClient();
    await client.initialized;
    await client.notify('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'json', version: 1, text: '{ "process": 1 }' },
    });
    try {
      return await client.at<Hover | null>('textDocument/hover', 0, 5, {}, URI);
    } finally {
      await client.close();
    }
  })();
  assert.equal(hover, null);
});
