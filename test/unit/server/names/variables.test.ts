import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentHighlight, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { appliedTo, shownRange } from '../support';
import { atCursor } from '../TestClient';
import type { ClientOptions } from '../TestClient';

const FILES = {
  '/project/.env': '# TAG=no\nexport TAG=1.2\nTAGS=x\n',
  '/project/compose.override.yaml': 'services:\n  web:\n    hostname: "v${TAG}"\n',
};
const TEXT = `services:
  web:
    image: app:\${T|AG:-latest}
    command: echo $TAG $$TAG \${TAGS}
    labels: [tag]
`;

const ask = <Result>(method: string, more?: object): Promise<Result> =>
  atCursor(TEXT, (client, line, character) => client.at<Result>(`textDocument/${method}`, line, character, more), {
    files: FILES,
  });
const places = (found: Location[]): string[] =>
  found.map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${shownRange(range)}`).sort();

test('finds a variable in .env', async () => assert.deepEqual(places(await ask<Location[]>('definition')), ['.env 1:7-10']));

test('finds the uses of a variable in all files of the project', async () => {
  const context = { includeDeclaration: false };
  assert.deepEqual(places(await ask<Location[]>('references', { context })), [
    'compose.override.yaml 2:18-21',
    'compose.yaml 2:17-20',
    'compose.yaml 3:19-22',
  ]);
});

test('highlights a variable, not the name behind two dollar signs', async () =>
  assert.deepEqual(
    (await ask<DocumentHighlight[]>('documentHighlight')).map(({ range }) => shownRange(range)),
    ['2:17-20', '3:19-22'],
  ));

test('renames a variable that .env sets, wherever it is used', async () => {
  const found = await ask<{ placeholder: string } | null>('prepareRename');
  assert.equal(found?.placeholder, 'TAG');
  const edit = await ask<WorkspaceEdit>('rename', { newName: 'VERSION' });
  const after = appliedTo({ ...FILES, '/project/compose.yaml': TEXT.replace('|', '') }, edit);
  assert.equal(after['/project/.env'], '# TAG=no\nexport VERSION=1.2\nTAGS=x\n');
  assert.match(after['/project/compose.yaml'] ?? '', /app:\$\{VERSION:-latest\}\n.*echo \$VERSION \$\$TAG \$\{TAGS\}/);
  assert.match(after['/project/compose.override.yaml'] ?? '', /v\$\{VERSION\}/);
});

test('gives a variable no name that is none, or is taken', async () => {
  await assert.rejects(ask('rename', { newName: 'A-B' }), /not the name of a variable/);
  await assert.rejects(ask('rename', { newName: 'TAGS' }), /already a variable 'TAGS'/);
});

const NOT_OURS: [rule: string, options: ClientOptions][] = [
  ['which the environment sets', { files: FILES, env: { TAG: '1' } }],
  ['which no file sets', {}],
];
for (const [rule, options] of NOT_OURS)
  test(`does not rename a variable ${rule}`, async () => {
    const found = await atCursor(
      TEXT,
      (client, line, character) => client.at('textDocument/prepareRename', line, character),
      options,
    );
    assert.equal(found, null);
  });

test('finds a variable once in a fragment that is merged', async () => {
  const text =
    'x-a: &a\n  B: "${T|AG}"\nservices:\n  web:\n    image: x\n    environment: { <<: *a, C: "1" }\n  db:\n    image: x\n    environment: { <<: *a }\n';
  const found = await atCursor<DocumentHighlight[]>(text, (client, line, character) =>
    client.at<DocumentHighlight[]>('textDocument/documentHighlight', line, character),
  );
  assert.deepEqual(
    found.map(({ range }) => shownRange(range)),
    ['1:8-11'],
  );
});
