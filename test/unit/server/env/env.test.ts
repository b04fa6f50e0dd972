import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { applied, appliedTo, shownRange } from '../support';
import { atCursor, TestClient } from '../TestClient';
import type { ClientOptions } from '../TestClient';

const URI = 'file:///project/.env';
const COMPOSE = 'services:\n  web:\n    image: app:${TAG:-latest}\n    user: ${WHO}\n    labels: ["a=${TAG}"]\n';
const FILES = { '/project/compose.yaml': COMPOSE, '/project/compose.override.yaml': 'services: { web: { hostname: "$TAG" } }\n' };

const at = <Result>(marked: string, method: string, more: object = {}, options: ClientOptions = {}, uri = URI): Promise<Result> =>
  atCursor(
    marked,
    (client, line, character) => client.at<Result>(`textDocument/${method}`, line, character, more, uri),
    { files: FILES, ...options },
    uri,
  );

const places = (found: Location[] | null): string[] =>
  (found ?? []).map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${shownRange(range)}`);

test('finds the uses of a variable in the files of its project', async () =>
  assert.deepEqual(places(await at('A=1\nTA|G=2\nB="x$TAG"\n', 'references', { context: { includeDeclaration: false } })), [
    '.env 2:5-8',
    'compose.yaml 2:17-20',
    'compose.yaml 4:18-21',
    'compose.override.yaml 0:31-34',
  ]));

test('finds where a variable that a value uses is set', async () =>
  assert.deepEqual(places(await at('TAG=2\nB=${T|AG}\n', 'definition')), ['.env 0:0-3']));

test('renames a variable in the files of its project', async () => {
  const text = 'export TAG=2\nB="${TAG}" # TAG\n';
  const edit = await at<WorkspaceEdit>(text.replace('TAG', 'TAG|'), 'rename', { newName: 'VERSION' });
  const after = appliedTo({ ...FILES, '/project/.env': text }, edit);
  assert.equal(after['/project/.env'], 'export VERSION=2\nB="${VERSION}" # TAG\n');
  assert.equal(after['/project/compose.yaml'], COMPOSE.replaceAll('TAG', 'VERSION'));
});

test('does not rename what the environment sets, or Compose looks for', async () => {
  assert.equal(await at('TA|G=2\n', 'prepareRename', {}, { env: { TAG: '1' } }), null);
  assert.equal(await at('COMPOSE_PROF|ILES=a\n', 'prepareRename'), null);
});

test('finds variables of a file that containers are given in that file alone', async () =>
  assert.deepEqual(
    places(await at('TA|G=2\nB=$TAG\n', 'references', { context: { includeDeclaration: true } }, {}, 'file:///project/web.env')),
    ['web.env 0:0-3', 'web.env 1:3-6'],
  ));

const HOVERS: [text: string, options: ClientOptions, shown: string][] = [
  ['A=x\nTA|G="$A-1" # c\n', {}, '**TAG** is `x-1`, from `.env`.  \nUsed 3 × in `compose.yaml`, `compose.override.yaml`.'],
  ['UNU|SED=\n', {}, '**UNUSED** is an empty text, from `.env`.  \nNo file of the project uses it.'],
  [
    'TA|G=2\n',
    { env: { TAG: '3' } },
    '**TAG** is `3`, from the environment, not `2` of `.env`.  \nUsed 3 × in `compose.yaml`, `compose.override.yaml`.',
  ],
];
for (const [text, options, shown] of HOVERS)
  test(`says what ${text.replace('|', '').trim()} comes to`, async () =>
    assert.deepEqual((await at<Hover | null>(text, 'hover', {}, options))?.contents, { kind: 'markdown', value: shown }));

/** The text after each item, those of Compose itself apart. */
async function completed(marked: string, options: ClientOptions = {}): Promise<string[]> {
  const found = await at<CompletionItem[]>(marked, 'completion', {}, options);
  const own = found.filter(({ label }) => !label.startsWith('COMPOSE_'));
  return own.map(({ textEdit }) => applied(marked.replace('|', ''), textEdit && 'range' in textEdit ? [textEdit] : []));
}

const COMPLETIONS: [rule: string, marked: string, after: string[], options?: ClientOptions][] = [
  ['variables the project uses', 'A=1\n|', ['A=1\nTAG=', 'A=1\nWHO=']],
  ['no variable that is set', 'TAG=1\nexport W|', ['TAG=1\nexport WHO=']],
  ['a name before its sign', 'W|=1\n', ['TAG=1\n', 'WHO=1\n']],
  ['variables of earlier lines', 'A=1\nB=${|\nC=2\n', ['A=1\nB=${A}\nC=2\n']],
  ['those of the environment', 'B="$|"\n', ['B="$HOME"\n'], { env: { HOME: '/' } }],
  ['nothing in single quotes', "A=1\nB='$|'\n", []],
  ['nothing behind two dollar signs', 'A=1\nB=$$|\n', []],
  ['nothing in a value over several lines', 'A="x\n|\ny"\n', []],
];
for (const [rule, marked, after, options] of COMPLETIONS)
  test(`offers ${rule}`, async () => assert.deepEqual(await completed(marked, options), after));

test('offers what Compose itself looks for, with a sentence', async () => {
  const found = await at<CompletionItem[]>('COMPOSE_PRO|', 'completion');
  const profiles = found.find(({ label }) => label === 'COMPOSE_PROFILES');
  assert.equal(profiles?.detail, 'Profiles that are enabled, with commas between them.');
});

async function opened<T>(text: string, query: (client: TestClient) => Promise<T>): Promise<T> {
  const client = new TestClient({ files: FILES });
  try {
    await client.open(text, URI, 'dotenv');
    return await query(client);
  } finally {
    await client.close();
  }
}

test('shows what is wrong with a file that stands alone', async () => {
  const client = new TestClient();
  const found = await client.open('A=1\nno value\nB=$NOWHERE\n', URI, 'dotenv');
  await client.close();
  assert.deepEqual(
    found.map(({ code, range }) => [code, shownRange(range)]),
    [['env-line-invalid', '1:0-8']],
  );
});

test('shows once what a project says as well', async () => {
  const client = new TestClient({ files: FILES });
  await client.open('no value\n', URI, 'dotenv');
  const again = client.nextDiagnostics(URI);
  await client.open(COMPOSE, 'file:///project/compose.yaml');
  assert.deepEqual(
    (await again).map(({ code }) => code),
    ['env-line-invalid'],
  );
  await client.close();
});

test('lists variables, and marks them', async () => {
  const text = 'A=1\nexport B="$A\nx" # c\n';
  const symbols = await opened(text, (client) => client.ask<DocumentSymbol[]>('textDocument/documentSymbol', {}, URI));
  assert.deepEqual(
    symbols.map(({ name, range, selectionRange }) => [name, shownRange(range), shownRange(selectionRange)]),
    [
      ['A', '0:0-3', '0:0-1'],
      ['B', '1:7-2:2', '1:7-8'],
    ],
  );
  const { data } = await opened(text, (client) => client.ask<SemanticTokens>('textDocument/semanticTokens/full', {}, URI));
  assert.deepEqual(data, [0, 0, 1, 3, 1, 1, 7, 1, 3, 1, 0, 4, 1, 3, 0]);
});

test('folds values over several lines, comments and regions', async () => {
  const text = '# a\n# b\n\n# region c\nA="x\ny"\n# endregion\n';
  const folds = await opened(text, (client) => client.ask<FoldingRange[]>('textDocument/foldingRange', {}, URI));
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [4, 5],
      [0, 1],
      [3, 6],
    ],
  );
});
