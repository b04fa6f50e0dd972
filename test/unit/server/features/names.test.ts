import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentHighlight, Location, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { applied, shownRange } from '../support';
import { atCursor, URI } from '../TestClient';

const PROJECT = `services:
  web:
    image: x
    depends_on: [db]
    network_mode: "service:db"
    volumes:
      - data:/data
      - ./data:/src
    secrets: [key]
    links: [db:database]
  db:
    extends: { service: web }
    image: x
    depends_on:
      web: { condition: service_started }
    volumes:
      - { type: volume, source: data, target: /d }
    secrets: [{ source: key }]
    networks: { front: {} }
volumes:
  data:
secrets:
  key: { file: ./key }
networks:
  front:
`;

/** Marks the first place of `name` after `behind`. */
function marked(behind: string, name: string): string {
  const at = PROJECT.indexOf(name, PROJECT.indexOf(behind) + behind.length);
  return `${PROJECT.slice(0, at + 1)}|${PROJECT.slice(at + 1)}`;
}

const shown = (locations: Location[] | null): string[] => (locations ?? []).map(({ range }) => shownRange(range));

const USES: [name: string, behind: string, word: string, definition: string, uses: string[]][] = [
  ['service', 'depends_on: ', 'db', '10:2-4', ['3:17-19', '4:27-29', '9:12-14']],
  ['service in a mapping', 'depends_on:\n', 'web', '1:2-5', ['14:6-9', '11:24-27']],
  ['volume in the short form', '- ', 'data', '20:2-6', ['6:8-12', '16:32-36']],
  ['volume in the long form', 'source: ', 'data', '20:2-6', ['6:8-12', '16:32-36']],
  ['secret', 'secrets: ', 'key', '22:2-5', ['8:14-17', '17:24-27']],
  ['network', 'networks: { ', 'front', '24:2-7', ['18:16-21']],
];

for (const [name, behind, word, expected, uses] of USES) {
  test(`finds the definition of a ${name}`, async () => {
    const found = await atCursor(marked(behind, word), (client, line, character) =>
      client.at<Location[]>('textDocument/definition', line, character),
    );
    assert.deepEqual(shown(found), [expected]);
  });
  test(`finds the uses of a ${name}`, async () => {
    const found = await atCursor(marked(behind, word), (client, line, character) =>
      client.at<Location[]>('textDocument/references', line, character, { context: { includeDeclaration: false } }),
    );
    assert.deepEqual(shown(found).sort(), [...uses].sort());
  });
}

test('highlights a name: where it is defined as written, elsewhere as read', async () => {
  const found = await atCursor(marked('networks: { ', 'front'), (client, line, character) =>
    client.at<DocumentHighlight[]>('textDocument/documentHighlight', line, character),
  );
  assert.deepEqual(
    found.map(({ range, kind }) => [shownRange(range), kind]),
    [
      ['24:2-7', 3],
      ['18:16-21', 2],
    ],
  );
});

test('finds nothing on a path that looks like a volume', async () => {
  const found = await atCursor(marked('- ./', 'data'), (client, line, character) =>
    client.at<Location[] | null>('textDocument/definition', line, character),
  );
  assert.equal(found, null);
});

test('offers the name alone for renaming', async () => {
  const found = await atCursor(marked('service:', 'db'), (client, line, character) =>
    client.at<{ range: Range; placeholder: string }>('textDocument/prepareRename', line, character),
  );
  assert.deepEqual([shownRange(found.range), found.placeholder], ['4:27-29', 'db']);
});

test('renames a service everywhere', async () => {
  const edit = await atCursor(marked('depends_on: ', 'db'), (client, line, character) =>
    client.at<WorkspaceEdit>('textDocument/rename', line, character, { newName: 'store' }),
  );
  const expected = PROJECT.replace('[db]', '[store]')
    .replace('service:db', 'service:store')
    .replace('[db:database]', '[store:database]')
    .replace('  db:\n', '  store:\n');
  assert.equal(applied(PROJECT, edit.changes?.[URI] ?? []), expected);
});

for (const [rule, newName, message] of [
  ['what is no name', 'a b', /'a b' is not a name/],
  ['a name that is taken', 'web', /There is already 'web' under services/],
] as const)
  test(`refuses to rename to ${rule}`, async () => {
    const answer = atCursor(marked('depends_on: ', 'db'), (client, line, character) =>
      client.at<WorkspaceEdit>('textDocument/rename', line, character, { newName }),
    );
    await assert.rejects(answer, message);
  });

test('follows a name into another file of the project', async () => {
  const files = { '/project/compose.yaml': 'services:\n  db: { image: y }\n' };
  const text = 'services:\n  web:\n    depends_on: [d|b]\n';
  const offset = text.indexOf('|');
  const found = await atCursor(
    `${text.slice(0, offset)}|${text.slice(offset + 1)}`,
    (client, line, character) =>
      client.at<Location[]>('textDocument/definition', line, character, {}, 'file:///project/compose.override.yaml'),
    { files },
    'file:///project/compose.override.yaml',
  );
  assert.deepEqual(found, [
    { uri: 'file:///project/compose.yaml', range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } } },
  ]);
});

const EXTENDING = `services:
  db: { image: x }
  web:
    extends:
      file: base.yaml
      service: |db
`;
const BASE_FILE = { '/project/base.yaml': 'services:\n  db: { image: y }\n  more: { image: z, depends_on: [db] }\n' };

const placesOf = (locations: Location[] | null): string[] =>
  (locations ?? []).map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${shownRange(range)}`);

test('finds a service that is extended in its own file, not one of the project with that name', async () => {
  const [definition, references] = await atCursor(
    EXTENDING,
    async (client, line, character) => [
      await client.at<Location[]>('textDocument/definition', line, character),
      await client.at<Location[]>('textDocument/references', line, character, { context: { includeDeclaration: false } }),
    ],
    { files: BASE_FILE },
  );
  assert.deepEqual(placesOf(definition), ['base.yaml 1:2-4']);
  assert.deepEqual(placesOf(references).sort(), ['base.yaml 2:33-35', 'compose.yaml 5:15-17']);
});

test('renames a service of the project without those of files that services are extended from', async () => {
  const edit = await atCursor(
    EXTENDING.replace('|', '').replace('  db:', '  d|b:'),
    (client, line, character) => client.at<WorkspaceEdit>('textDocument/rename', line, character, { newName: 'data' }),
    { files: BASE_FILE },
  );
  assert.deepEqual(
    Object.entries(edit.changes ?? {}).map(([uri, edits]) => [uri, edits.map(({ range }) => shownRange(range))]),
    [[URI, ['1:2-4']]],
  );
});
