import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { WorkspaceDiagnostics } from '../../../../server/workspace/WorkspaceDiagnostics';
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

test('tells of every kind of spec, and of nothing that is only named like one', async () => {
  const kinds = {
    '/a/api/Dockerfile': 'FROM scratch\nCOPPY . .\n',
    '/a/api/web.Containerfile': 'FROM scratch\nCMD true\n',
    '/a/api/Dockerfile.j2': 'FORM {{ base }}\n',
    '/a/bundle/config.json': '{ "ociVersion": "1.2.0", "root": { "pth": "rootfs" } }\n',
    '/a/bundle/config.yaml': 'ociVersion: 1.2.0\nroot: { path: 1 }\n',
    '/a/site/config.json': '{ "title": "a", "root": { "pth": "x" } }\n',
    '/a/site/seccomp-web.json': '{ "defaultAction": "SCMP_ACT_ALOW" }\n',
  };
  const client = new TestClient({ capabilities: PULL, folders, files: kinds });
  await client.initialized;
  const report = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  await client.close();
  assert.deepEqual(
    shown(report).map((one) => (one as [string])[0].slice('file:///a/'.length)),
    ['api/Dockerfile', 'api/web.Containerfile', 'bundle/config.json', 'bundle/config.yaml', 'site/seccomp-web.json'],
  );
});

/** Reports of a disk whose files name in a line each what else they look at. */
function reporting(disk: Record<string, string>): {
  news: () => Promise<string[]>;
  checked: () => string[];
  settings: { of: string };
} {
  const checked: string[] = [];
  const settings = { of: '' };
  const told = new Map<string, string>();
  const read = (path: string): string | undefined => disk[path];
  const workspace = new WorkspaceDiagnostics({
    files: () => Object.keys(disk).filter((path) => path.endsWith('.spec')),
    circumstances: () => settings.of,
    diagnose: (path, asked) => {
      checked.push(path);
      const { readFile } = asked.noting({ readFile: read, env: {}, listDirectory: () => [], images: () => [] });
      const missing = (readFile(path) ?? '').split('\n').filter((name) => name !== '' && readFile(name) === undefined);
      const start = { line: 0, character: 0 };
      return missing.map((message) => ({ message, range: { start, end: start } }));
    },
  });
  const news = async (): Promise<string[]> => {
    const source = new CancellationTokenSource();
    const previousResultIds = [...told].map(([uri, value]) => ({ uri, value }));
    const timer = setTimeout(() => source.cancel(), 100);
    const { items } = await workspace.answer({ previousResultIds }, source.token);
    clearTimeout(timer);
    for (const { uri, resultId } of items) told.set(uri, resultId ?? '');
    return items.map((item) => `${item.uri}: ${item.kind === 'full' ? item.items.map(({ message }) => message).join() : ''}`);
  };
  return { news, checked: () => checked.splice(0), settings };
}

test('checks again what looked at a file that changed, and nothing else', async () => {
  const disk: Record<string, string> = { '/a.spec': '/x', '/b.spec': '/y', '/c.spec': '' };
  const { news, checked, settings } = reporting(disk);
  assert.deepEqual(await news(), ['file:///a.spec: /x', 'file:///b.spec: /y']);
  assert.deepEqual(checked(), ['/a.spec', '/b.spec', '/c.spec']);
  assert.deepEqual(await news(), []);
  assert.deepEqual(checked(), []);
  disk['/y'] = '';
  assert.deepEqual(await news(), ['file:///b.spec: ']);
  assert.deepEqual(checked(), ['/b.spec']);
  disk['/c.spec'] = '/z';
  assert.deepEqual(await news(), ['file:///c.spec: /z']);
  assert.deepEqual(checked(), ['/c.spec']);
  settings.of = 'others';
  assert.deepEqual(await news(), []);
  assert.deepEqual(checked(), ['/a.spec', '/b.spec', '/c.spec']);
  delete disk['/a.spec'];
  assert.deepEqual(await news(), ['file:///a.spec: ']);
  assert.deepEqual(checked(), []);
});

test('tells a client that was told nothing what is known', async () => {
  const client = new TestClient({ capabilities: PULL, folders, files: files() });
  await client.initialized;
  const ask = { previousResultIds: [] };
  const first = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', ask);
  const second = await client.askWorkspace<WorkspaceDiagnosticReport>('workspace/diagnostic', ask);
  await client.close();
  assert.deepEqual(second, first);
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
