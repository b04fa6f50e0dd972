import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import { TestClient } from '../../TestClient';
import { chosen, CONFIG_URI, EDITOR, labels } from './complete';

const YAML_URI = 'file:///bundle/config.yaml';

async function problems(text: string, uri: string): Promise<Diagnostic[]> {
  const client = new TestClient();
  try {
    return await client.open(text, uri);
  } finally {
    await client.close();
  }
}

const WHOLE: [where: string, text: string, uri: string][] = [
  ['an empty file of JSON', '|', CONFIG_URI],
  ['brackets alone', '{\n  |\n}\n', CONFIG_URI],
  ['an empty file of YAML', '|', YAML_URI],
];
for (const [where, text, uri] of WHOLE)
  test(`writes a whole config in ${where}, with nothing to be said of it`, async () => {
    const written = await chosen(text, 'OCI runtime config', {}, uri);
    assert.ok(written !== undefined && written.includes('ociVersion'));
    const found = (await problems(written, uri)).filter(({ severity = 0 }) => severity <= DiagnosticSeverity.Warning);
    assert.deepEqual(found, []);
  });

test('lays it out as it would be formatted', async () => {
  const written = (await chosen('{\n  |\n}\n', 'OCI runtime config', {}, CONFIG_URI)) ?? '';
  assert.equal(written, `${JSON.stringify(JSON.parse(written), null, 2)}\n`);
});

test('offers the keys of a config before there is one', async () => {
  assert.ok((await labels('{ "|" }', EDITOR, CONFIG_URI)).includes('ociVersion'));
  assert.ok((await labels('oci|', EDITOR, YAML_URI)).includes('ociVersion'));
});

test('offers no keys outside of brackets in JSON', async () =>
  assert.deepEqual(await labels('|', EDITOR, CONFIG_URI), ['OCI runtime config']));

test('says nothing of a file that may become one', async () => assert.deepEqual(await problems('{}\n', CONFIG_URI), []));

test('offers nothing in a config of others', async () => {
  const client = new TestClient(EDITOR);
  try {
    await client.initialized;
    const textDocument = { uri: CONFIG_URI, languageId: 'json', version: 1, text: '{ "name": "x", }' };
    await client.notify('textDocument/didOpen', { textDocument });
    assert.equal(await client.completion(0, 15, CONFIG_URI), null);
  } finally {
    await client.close();
  }
});

const config = (rest: string): string => `{\n  "ociVersion": "1.2.0",\n  ${rest}\n}`;

test('offers versions', async () => assert.ok((await labels('{ "ociVersion": "|" }', EDITOR, CONFIG_URI)).includes('1.2.0')));

const ITEMS: [what: string, text: string, label: string, expected: string][] = [
  [
    'with the word of its only key',
    config('"linux": { "namespaces": [|] }'),
    '{ "type": "pid" }',
    config('"linux": { "namespaces": [{ "type": "pid" }] }'),
  ],
  ['with a key to fill in', config('"mounts": [|]'), '{ "destination": … }', config('"mounts": [{ "destination": $1 }]')],
];
for (const [what, text, label, expected] of ITEMS)
  test(`writes a mapping as an item ${what}`, async () => assert.equal(await chosen(text, label, EDITOR, CONFIG_URI), expected));
