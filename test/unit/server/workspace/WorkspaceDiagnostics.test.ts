import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { TestClient } from '../TestClient';

const PULL = { workspace: { workspaceFolders: true }, textDocument: { diagnostic: {} } };
const WRONG = 'services:\n  web: { image: x, mem_limt: 1g }\n';
const RIGHT = 'services:\n  web: { image: x, mem_limit: 1g }\n';
const files = (): Record<string, string> => ({
  '/a/compose.yaml': WRONG,
  '/a/deep/docker-compose.yml': RIGHT,
  '/a/node_modules/x/compose.yaml': WRONG,
  '/b/compose.yaml': WRONG,
});
const folders = ['file:///a'];

const shown = ({ items }: Pick<WorkspaceDiagnosticReport, 'items'>): unknown[] =>
  items.map((item) => [item.uri, item.version, item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind]);

test('tells of files that are not open', async () => {
  const client = new TestClient({ capabilities: PULL, folders, files: files() });
  await client.initialized;
  const report = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  await client.close();
  assert.deepEqual(shown(report), [['file:///a/compose.yaml', null, ['key-unknown']]]);
});

test('leaves open documents to their own requests', async () => {
  const client = new TestClient({ capabilities: PULL, folders: ['file:///a', 'file:///b'], files: files() });
  await client.initialized;
  const textDocument = { uri: 'file:///a/compose.yaml', languageId: 'yaml', version: 1, text: WRONG };
  await client.notify('textDocument/didOpen', { textDocument });
  const report = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  await client.close();
  assert.deepEqual(shown(report), [['file:///b/compose.yaml', null, ['key-unknown']]]);
});

test('tells of the other files when one makes us fail', async () => {
  const broken = Object.defineProperty(files(), '/a/deep/docker-compose.yml', {
    enumerable: true,
    get: () => {
      throw new Error('a fault of ours');
    },
  });
  const client = new TestClient({ capabilities: PULL, folders, files: broken });
  await client.initialized;
  const report = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  await client.close();
  assert.deepEqual(shown(report), [['file:///a/compose.yaml', null, ['key-unknown']]]);
});

test('holds a request until something changes, and tells of files that became right or are gone', async () => {
  const disk = files();
  const client = new TestClient({ capabilities: PULL, folders: ['file:///a', 'file:///b'], files: disk });
  await client.initialized;
  const first = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  const previousResultIds = first.items.map(({ uri, resultId: value }) => ({ uri, value }));
  let isAnswered = false;
  const second = client
    .askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds })
    .finally(() => (isAnswered = true));
  // Whatever is asked later is answered while it is held.
  await client.ask('textDocument/foldingRange');
  assert.equal(isAnswered, false);
  disk['/a/compose.yaml'] = RIGHT;
  delete disk['/b/compose.yaml'];
  await client.notify('workspace/didChangeWatchedFiles', { changes: [] });
  const report = await second;
  await client.close();
  assert.deepEqual(shown(report), [
    ['file:///a/compose.yaml', null, []],
    ['file:///b/compose.yaml', null, []],
  ]);
});

test('sends parts to a client that takes them, also for a folder that is added later', async () => {
  const client = new TestClient({ capabilities: PULL, folders, files: files() });
  const parts = new EventEmitter();
  client.onProgress((value) => parts.emit('part', value));
  await client.initialized;
  const params = { previousResultIds: [], partialResultToken: 'parts' };
  const whole = client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', params);
  const [first] = (await once(parts, 'part')) as [WorkspaceDiagnosticReport];
  assert.deepEqual(shown(first), [['file:///a/compose.yaml', null, ['key-unknown']]]);
  const next = once(parts, 'part');
  const event = { added: [{ uri: 'file:///b', name: 'b' }], removed: [] };
  await client.notify('workspace/didChangeWorkspaceFolders', { event });
  const [second] = (await next) as [WorkspaceDiagnosticReport];
  assert.deepEqual(shown(second), [['file:///b/compose.yaml', null, ['key-unknown']]]);
  await client.askWorkspace('shutdown', {});
  assert.deepEqual(await whole, { items: [] }, 'nothing is held at the end');
  await client.close();
});
