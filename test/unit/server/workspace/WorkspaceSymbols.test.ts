import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationToken } from 'vscode-languageserver/node';
import type { Connection, SymbolInformation } from 'vscode-languageserver/node';
import type { WorkspaceFolders } from '../../../../server/workspace/WorkspaceFolders';
import { serveWorkspace } from '../../../../server/workspace/serveWorkspace';
import { shownRange } from '../support';
import { TestClient } from '../TestClient';

const FILES = {
  '/one/compose.yaml': 'services:\n  web:\n    image: x\n  x-part: {}\nvolumes:\n  web-data:\n',
  '/one/deep/er/docker-compose.prod.yml': 'services:\n  worker: { image: y }\n',
  '/one/other.yaml': 'services:\n  wrong: { image: y }\n',
  '/one/node_modules/p/compose.yaml': 'services:\n  wrong: { image: y }\n',
  '/one/.git/compose.yaml': 'services:\n  wrong: { image: y }\n',
  '/two/compose.yaml': 'services: [\n',
  '/two/sub/compose.yaml': 'networks:\n  wide:\n',
};

async function withWorkspace<T>(query: (client: TestClient) => Promise<T>): Promise<T> {
  const client = new TestClient({ files: FILES, folders: ['file:///one'] });
  try {
    await client.initialized;
    return await query(client);
  } finally {
    await client.close();
  }
}

const find = (client: TestClient, query: string, more: object = {}): Promise<SymbolInformation[]> =>
  client.askWorkspace('workspace/symbol', { query, ...more });
const names = (found: SymbolInformation[]): string[] => found.map(({ name }) => name);

test('finds what the specs of the workspace define', async () => {
  const found = await withWorkspace((client) => find(client, ''));
  assert.deepEqual(
    found.map(({ name, containerName, location }) => [name, containerName, location.uri, shownRange(location.range)]),
    [
      ['web', 'services of one/compose.yaml', 'file:///one/compose.yaml', '1:2-5'],
      ['web-data', 'volumes of one/compose.yaml', 'file:///one/compose.yaml', '5:2-10'],
      ['worker', 'services of er/docker-compose.prod.yml', 'file:///one/deep/er/docker-compose.prod.yml', '1:2-8'],
    ],
  );
});

test('takes letters in their order for a query', async () =>
  assert.deepEqual(await withWorkspace(async (client) => names(await find(client, 'WDt'))), ['web-data']));

test('follows folders that come and go', async () => {
  const found = await withWorkspace(async (client) => {
    const folder = (uri: string): object => ({ uri, name: uri });
    const event = { added: [folder('file:///two')], removed: [folder('file:///one')] };
    await client.notify('workspace/didChangeWorkspaceFolders', { event });
    return find(client, '');
  });
  assert.deepEqual(names(found), ['wide']);
});

test('looks at the text of open documents first', async () => {
  const found = await withWorkspace(async (client) => {
    await client.open('services:\n  fresh: { image: z }\n', 'file:///one/compose.yaml');
    return find(client, 'fr');
  });
  assert.deepEqual(names(found), ['fresh']);
});

test('gives the symbols of each file as they are found, to a client that wants them so', async () => {
  const parts: string[][] = [];
  const rest = await withWorkspace((client) => {
    client.onProgress((value) => parts.push(names(value as SymbolInformation[])));
    return find(client, '', { partialResultToken: 'parts' });
  });
  assert.deepEqual([parts, rest], [[['web', 'web-data'], ['worker']], []]);
});

/** Asked of what serves it: over a connection, the answer may be there before the cancellation is. */
test('answers nothing to a search that is cancelled', async () => {
  const asked: Parameters<Connection['onWorkspaceSymbol']>[0][] = [];
  const connection = { onWorkspaceSymbol: (handler: (typeof asked)[0]) => asked.push(handler) } as unknown as Connection;
  const files = {
    readFile: () => 'services:\n  web: { image: x }\n',
    listDirectory: () => [{ name: 'compose.yaml', isDirectory: false }],
  };
  serveWorkspace(connection, { paths: ['/one'] } as unknown as WorkspaceFolders, files);
  const progress = { begin: () => undefined, report: () => undefined, done: () => undefined };
  const answer = (token: CancellationToken) => asked[0]?.({ query: '' }, token, progress);
  assert.equal(((await answer(CancellationToken.None)) as SymbolInformation[]).length, 1);
  assert.equal(await answer(CancellationToken.Cancelled), null);
});

test('finds what included files define, whatever their names', async () => {
  const files = {
    '/one/compose.yaml': 'include:\n  - parts/db.yaml\n  - /outside/x.yaml\n',
    '/one/parts/db.yaml': 'include: [../more.yaml]\nservices:\n  db: { image: x }\n',
    '/one/more.yaml': 'include: [compose.yaml]\nvolumes:\n  data:\n',
    '/outside/x.yaml': 'services:\n  wrong: { image: x }\n',
  };
  const client = new TestClient({ files, folders: ['file:///one'] });
  try {
    await client.initialized;
    assert.deepEqual(names(await find(client, '')), ['db', 'data']);
  } finally {
    await client.close();
  }
});
