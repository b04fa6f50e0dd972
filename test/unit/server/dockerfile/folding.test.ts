import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoldingRange } from 'vscode-languageserver/node';
import { DOCKERFILE_URI, withDockerfile } from './withDockerfile';

async function folds(text: string, uri = DOCKERFILE_URI): Promise<unknown[]> {
  const found = await withDockerfile(text, (client) => client.ask<FoldingRange[]>('textDocument/foldingRange', {}, uri), {}, uri);
  return found.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]);
}

test('folds comments', async () => {
  assert.deepEqual(await folds('# one\n# two\nFROM scratch\n'), [[0, 1, 'comment']]);
});

test('folds stages, instructions of several lines and each of several heredocs', async () => {
  const text = 'FROM a\nRUN x \\\n  y\nFROM b\nRUN <<A <<B\n1\n2\nA\n3\nB\n';
  assert.deepEqual(await folds(text), [
    [0, 2, undefined],
    [3, 9, undefined],
    [1, 2, undefined],
    [4, 9, undefined],
    [5, 6, undefined],
  ]);
});

for (const name of ['Dockerfile.dev', 'web.Dockerfile', 'Containerfile', 'dockerfile', 'unsaved'])
  test(`takes ${name} for a Dockerfile`, async () => {
    assert.equal((await folds('# one\n# two\n', `file:///project/${name}`)).length, 1);
  });
