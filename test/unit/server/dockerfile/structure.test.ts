import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentLink, DocumentSymbol, SelectionRange, SemanticTokens } from 'vscode-languageserver/node';
import { SEMANTIC_LEGEND } from '../../../../server/features/tokens';
import { shownRange } from '../support';
import { TestClient } from '../TestClient';
import { DOCKERFILE_URI, withDockerfile } from './withDockerfile';

const FILE = 'ARG V=1\nFROM a:$V AS one\nRUN --mount=type=ssh x \\\n  y\nFROM one\nCOPY --from=one a b\nCOPY file dir/ /x/\n';

test('lists stages with their instructions', async () => {
  const symbols = await withDockerfile(FILE, (client) => client.symbols(DOCKERFILE_URI));
  assert.deepEqual(
    symbols?.map(({ name, detail, range, selectionRange, children }: DocumentSymbol) => [
      name,
      detail,
      shownRange(range),
      shownRange(selectionRange),
      (children ?? []).map((child) => `${child.name} ${child.detail ?? ''}`),
    ]),
    [
      ['ARG', 'V=1', '0:0-7', '0:0-3', []],
      ['one', 'a:$V', '1:0-3:3', '1:13-16', ['RUN x   y']],
      ['stage 1', 'one', '4:0-6:18', '4:0-4', ['COPY a b', 'COPY file dir/ /x/']],
    ],
  );
});

test('selects a word, its instruction, its stage, the file', async () => {
  const ranges = await withDockerfile(FILE, (client) =>
    client.ask<SelectionRange[]>('textDocument/selectionRange', { positions: [{ line: 3, character: 2 }] }, DOCKERFILE_URI),
  );
  const chain: string[] = [];
  for (let range: SelectionRange | undefined = ranges[0]; range; range = range.parent) chain.push(shownRange(range.range));
  assert.deepEqual(chain, ['3:2-3', '2:21-3:3', '2:0-3:3', '1:0-3:3', '0:0-7:0']);
});

test('links to the files that are copied and exist', async () => {
  const links = await withDockerfile(
    FILE,
    (client) => client.ask<DocumentLink[]>('textDocument/documentLink', {}, DOCKERFILE_URI),
    { files: { '/project/file': '', '/project/a': '' } },
  );
  assert.deepEqual(
    links.map(({ range, target }) => [shownRange(range), target]),
    [['6:5-9', 'file:///project/file']],
  );
});

test('links to the pages of images, not to stages and what variables make', async () => {
  const text = 'ARG V\nFROM node:22 AS base\nFROM base\nFROM app:$V\nFROM scratch\nFROM quay.io/team/app\nCOPY --from=0 /a /b\n';
  const links = await withDockerfile(text, (client) =>
    client.ask<DocumentLink[]>('textDocument/documentLink', {}, DOCKERFILE_URI),
  );
  assert.deepEqual(
    links.map(({ range, target }) => [shownRange(range), target]),
    [
      ['1:5-12', 'https://hub.docker.com/_/node'],
      ['5:5-21', 'https://quay.io/repository/team/app'],
    ],
  );
});

test('tells keywords, flags, stages, variables and ends of heredocs apart', async () => {
  const text = '# escape=\\\nARG V\nFROM a:$V AS b\nRUN --mount=type=bind,from=b,target=/x <<E\n$V\nE\nHEALTHCHECK NONE\n';
  const { data } = await withDockerfile(text, (client) =>
    client.ask<SemanticTokens>('textDocument/semanticTokens/full', {}, DOCKERFILE_URI),
  );
  const lines = text.split('\n');
  const found: string[] = [];
  for (let [at, line, character] = [0, 0, 0]; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = down === 0 ? character + right : right;
    line += down;
    found.push(
      `${lines[line]?.slice(character, character + length) ?? ''} ${SEMANTIC_LEGEND.tokenTypes[type] ?? ''}${modifiers ? '!' : ''}`,
    );
  }
  assert.deepEqual(found, [
    ...['escape macro', 'ARG keyword', 'V variable!', 'FROM keyword', 'V variable', 'AS keyword', 'b class!'],
    ...['RUN keyword', '--mount property', 'type enumMember', 'from enumMember', 'b class', 'target enumMember', '<<E label'],
    ...['V variable', 'E label', 'HEALTHCHECK keyword', 'NONE keyword'],
  ]);
});

test('has one legend for all kinds of documents', async () => {
  const legend = await withDockerfile(
    '',
    async (client) => (await client.initialized).capabilities.semanticTokensProvider?.legend,
  );
  assert.deepEqual(legend, SEMANTIC_LEGEND);
});

test('has nothing to say of a template, which editors take for a Dockerfile', async () => {
  const client = new TestClient();
  await client.initialized;
  const uri = 'file:///project/Dockerfile.j2';
  await client.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text: 'FROM {{ image }}\n' },
  });
  assert.equal(await client.symbols(uri), null);
  await client.close();
});
