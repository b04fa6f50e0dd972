import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentHighlight, Location, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { applied, shownRange } from '../support';
import { atCursor } from '../TestClient';
import { DOCKERFILE_URI } from './withDockerfile';

const FILE = `ARG VERSION=1
FROM a:\${VERSION} AS build
ARG VERSION
RUN echo $VERSION "$HOME"
FROM build AS final
ENV PORT=80
COPY --from=build /a /b
RUN --mount=type=bind,from=Build,target=/x <<EOF
serve $PORT $VERSION
EOF
COPY --from=0 /c /d
EXPOSE $PORT
`;

/** The file with the cursor in the first `word` behind a text. */
function at(behind: string, word: string): string {
  const found = FILE.indexOf(word, FILE.indexOf(behind) + behind.length) + 1;
  return `${FILE.slice(0, found)}|${FILE.slice(found)}`;
}

function ask<Result>(marked: string, method: string, more: object = {}): Promise<Result> {
  return atCursor(
    marked,
    (client, line, character) => client.at<Result>(method, line, character, more, DOCKERFILE_URI),
    {},
    DOCKERFILE_URI,
  );
}

const shown = (locations: Location[] | null): string[] => (locations ?? []).map(({ range }) => shownRange(range));

const CASES: [what: string, marked: string, definition: string, uses: string[]][] = [
  ['a stage in FROM', at('FROM ', 'build'), '1:21-26', ['4:5-10', '6:12-17', '7:27-32', '10:12-13']],
  ['a stage to copy from', at('--from=', 'build'), '1:21-26', ['4:5-10', '6:12-17', '7:27-32', '10:12-13']],
  ['a stage of a mount', at('from=B', 'uild'), '1:21-26', ['4:5-10', '6:12-17', '7:27-32', '10:12-13']],
  ['a stage by its number', at('COPY --from=build', '0 /c'), '1:21-26', ['4:5-10', '6:12-17', '7:27-32', '10:12-13']],
  ['an argument of FROM', at('${', 'VERSION'), '0:4-11', ['1:9-16', '3:10-17', '8:13-20']],
  ['an argument of a stage', at('echo $', 'VERSION'), '2:4-11', ['1:9-16', '3:10-17', '8:13-20']],
  ['a variable in a heredoc', at('serve $', 'PORT'), '5:4-8', ['8:7-11', '11:8-12']],
];

for (const [what, marked, definition, uses] of CASES) {
  test(`finds the declaration of ${what}`, async () => {
    assert.deepEqual(shown(await ask<Location[]>(marked, 'textDocument/definition')), [definition]);
  });
  test(`finds the uses of ${what}`, async () => {
    const found = await ask<Location[]>(marked, 'textDocument/references', { context: { includeDeclaration: false } });
    assert.deepEqual(shown(found), uses);
  });
}

test('goes to the FROM of a stage without a name', async () => {
  const found = await ask<Location[]>('FROM a\nFROM b\nCOPY --from=|0 x y\n', 'textDocument/definition');
  assert.deepEqual(shown(found), ['0:0-4']);
});

test('marks where a variable is written and read', async () => {
  const found = await ask<DocumentHighlight[]>(at('EXPOSE $', 'PORT'), 'textDocument/documentHighlight');
  assert.deepEqual(
    found.map(({ range, kind }) => [shownRange(range), kind]),
    [
      ['5:4-8', 3],
      ['8:7-11', 2],
      ['11:8-12', 2],
    ],
  );
});

test('renames a stage, but not its number', async () => {
  const { changes } = await ask<WorkspaceEdit>(at('FROM ', 'build'), 'textDocument/rename', { newName: 'compile' });
  const text = applied(FILE, changes?.[DOCKERFILE_URI] ?? []);
  assert.equal(text, FILE.replaceAll(/build/gi, 'compile'));
});

test('renames a variable everywhere', async () => {
  const { changes } = await ask<WorkspaceEdit>(at('ARG ', 'VERSION'), 'textDocument/rename', { newName: 'TAG' });
  assert.equal(applied(FILE, changes?.[DOCKERFILE_URI] ?? []), FILE.replaceAll('VERSION', 'TAG'));
});

test('refuses names that cannot be, and those there are', async () => {
  await assert.rejects(ask(at('FROM ', 'build'), 'textDocument/rename', { newName: '1st' }), /cannot name a stage/);
  await assert.rejects(ask(at('FROM ', 'build'), 'textDocument/rename', { newName: 'final' }), /already a stage 'final'/);
  await assert.rejects(ask(at('ENV ', 'PORT'), 'textDocument/rename', { newName: 'A-B' }), /cannot name a variable/);
});

test('does not rename what the file does not declare', async () => {
  assert.equal(await ask<Range | null>(at('"$', 'HOME'), 'textDocument/prepareRename'), null);
  assert.equal(await ask<Range | null>('FROM $BUILD|OS\n', 'textDocument/prepareRename'), null);
  assert.equal(await ask<Range | null>('FROM a AS b\nFROM c\nCOPY --from=|0 x y\n', 'textDocument/prepareRename'), null);
});
