import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { TestClient } from '../../TestClient';

/** Titles of the ways out of a file that is not there, and the files they make. */
async function offered(line: string): Promise<[title: string, made: string[]][]> {
  const client = new TestClient({
    capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
  });
  try {
    const diagnostics = await client.open(`services:\n  web:\n    image: x\n    ${line}\n`);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', {
      range,
      context: { diagnostics, only: ['quickfix'] },
    });
    return actions
      .filter(({ title, diagnostics: [about] = [] }) => /not-found$/.test(String(about?.code)) && !title.startsWith('Ignore '))
      .map(({ title, edit }) => [
        title,
        (edit?.documentChanges ?? []).flatMap((one) => ('kind' in one && one.kind === 'create' ? [one.uri] : [])),
      ]);
  } finally {
    await client.close();
  }
}

test('makes a file of labels that is not there, in either form', async () => {
  const expected = [['Create ./a.labels', ['file:///project/a.labels']]];
  assert.deepEqual(await offered('label_file: ./a.labels'), expected);
  assert.deepEqual(await offered('label_file: [./a.labels]'), expected);
});

test('makes a file of variables, which may also be missing', async () =>
  assert.deepEqual(
    (await offered('env_file: a.env')).map(([title]) => title),
    ['Create a.env', 'Let the file be missing'],
  ));

test('makes no file that must say something', async () => {
  assert.deepEqual(await offered('extends: { file: base.yaml, service: web }'), []);
  assert.deepEqual(await offered('security_opt: ["seccomp:profile.json"]'), []);
});
