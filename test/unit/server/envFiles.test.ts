import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { shownRange } from './support';
import { TestClient, URI } from './TestClient';

const ENV_URI = 'file:///project/.env';
const WEB_URI = 'file:///project/web.env';
const TEXT = 'services:\n  web:\n    image: x\n    env_file: web.env\n';
const FILES = { '/project/.env': 'A=1\nno value here\n', '/project/web.env': 'B="open\n' };

test('shows problems of env files in them, and takes them back when the file is closed', async () => {
  const client = new TestClient({ files: FILES });
  await client.initialized;
  const [env, web] = [client.nextDiagnostics(ENV_URI), client.nextDiagnostics(WEB_URI)];
  await client.open(TEXT);
  assert.deepEqual(
    (await env).map(({ code, range, message }) => [code, shownRange(range), message]),
    [['env-line-invalid', '1:0-13', "'no value here' is not of the form NAME=value."]],
  );
  assert.deepEqual(
    (await web).map(({ code, range }) => [code, shownRange(range)]),
    [['env-quote-open', '0:2-7']],
  );
  const cleared = client.nextDiagnostics(ENV_URI);
  await client.notify('textDocument/didClose', { textDocument: { uri: URI } });
  assert.deepEqual(await cleared, []);
  await client.close();
});

test('takes a problem of an env file back when it is fixed there, saved or not', async () => {
  const client = new TestClient({ files: FILES });
  await client.initialized;
  const shown = client.nextDiagnostics(ENV_URI);
  await client.open(TEXT);
  assert.equal((await shown).length, 1);
  const fixed = client.nextDiagnostics(ENV_URI);
  await client.notify('textDocument/didOpen', {
    textDocument: { uri: ENV_URI, languageId: 'dotenv', version: 1, text: 'A=1\n' },
  });
  assert.deepEqual(await fixed, []);
  await client.close();
});

test('gives them with those of the document to a client that asks and takes them', async () => {
  const client = new TestClient({
    files: FILES,
    capabilities: { textDocument: { diagnostic: { relatedDocumentSupport: true } } },
  });
  await client.initialized;
  await client.notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'yaml', version: 1, text: TEXT } });
  const report = await client.ask<DocumentDiagnosticReport>('textDocument/diagnostic');
  const related = Object.entries(report.relatedDocuments ?? {}).map(([uri, one]) => [
    uri,
    one.kind === 'full' ? one.items.map(({ code }) => code) : [],
  ]);
  assert.deepEqual(related, [
    [ENV_URI, ['env-line-invalid']],
    [WEB_URI, ['env-quote-open']],
  ]);
  await client.close();
});

test('looks at the disk for the hooks and mounts of an OCI config, as the command does', async () => {
  const client = new TestClient({ kindOf: (path) => (path === '/b/rootfs' ? 'directory' : undefined) });
  const config = {
    ociVersion: '1.2.0',
    root: { path: 'rootfs' },
    process: { cwd: '/', args: ['sh'] },
    hooks: { createRuntime: [{ path: '/no/hook' }] },
    linux: { namespaces: [{ type: 'mount' }] },
    mounts: [{ destination: '/a', source: '/no/source', options: ['bind'] }],
  };
  const found = await client.open(JSON.stringify(config), 'file:///b/config.json', 'json');
  await client.close();
  assert.deepEqual(
    found.map(({ code, message }) => `${code} ${message}`),
    ['oci-path-missing There is nothing to mount at /no/source.', 'oci-path-missing There is no program /no/hook.'],
  );
});
