import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { applied } from '../support';
import { DOCKER_SNIPPETS } from '../../../../server/dockerfile/completion/snippetTable';
import { atCursor, TestClient } from '../TestClient';
import type { ClientOptions } from '../TestClient';
import { DOCKERFILE_URI } from './withDockerfile';

const FILES = { '/project/app.py': '', '/project/src/main.c': '', '/project/odd name': '', '/project/.dockerignore': '' };

async function offered(marked: string, options: ClientOptions = {}): Promise<string[]> {
  const items = await atCursor(
    marked,
    (client, line, character) => client.completion(line, character, DOCKERFILE_URI),
    options,
    DOCKERFILE_URI,
  );
  return (items ?? []).map(inserted);
}

/** What is inserted, and from which column on. */
function inserted({ textEdit }: CompletionItem): string {
  assert.ok(textEdit && 'range' in textEdit);
  return `${textEdit.range.start.character} ${textEdit.newText}`;
}

/** Some of what is offered where, or all. */
const CASES: [where: string, marked: string, some: string[], isAll?: boolean][] = [
  ['at the top', 'F|', ['0 ARG ', '0 FROM ']],
  ['at the top, but no other instruction', 'A|', ['0 ARG ']],
  ['in a stage', 'FROM a\nR|', ['0 RUN ', '0 COPY ', '0 FROM ']],
  ['in lower case', 'from a\nr|', ['0 run ']],
  ['behind ONBUILD', 'FROM a\nONBUILD C|', ['8 COPY ']],
  ['for a directive', '# s|', ['0 # syntax=docker/dockerfile:1']],
  ['for the value of a directive', '# syntax=|', ['9 docker/dockerfile:1']],
  ['for what a directive may say', '# check=e|', ['8 skip=', '8 error=true'], true],
  ['for a check', '# check=skip=UndefinedVar,JS|', ['26 JSONArgsRecommended']],
  ['for an image', 'FROM a AS one\nFROM o|', ['5 one', '5 scratch', '5 alpine']],
  ['behind an image', 'FROM a |', ['7 AS '], true],
  [
    'for the flags of COPY',
    'FROM a\nCOPY --link --|',
    ['12 --from=', '12 --chmod=', '12 --chown=', '12 --exclude=', '12 --parents '],
    true,
  ],
  ['for flags of RUN that may be repeated', 'FROM a\nRUN --mount=type=ssh --m|', ['21 --mount=']],
  ['for a stage to copy from', 'FROM a AS one\nFROM b AS two\nCOPY --from=|', ['12 one'], true],
  ['for a type of mount', 'FROM a\nRUN --mount=type=c|', ['17 bind', '17 cache', '17 tmpfs', '17 secret', '17 ssh'], true],
  ['for an option of a mount', 'FROM a\nRUN --mount=type=tmpfs,target=/x,|', ['33 size='], true],
  ['for the value of an option', 'FROM a\nRUN --mount=type=cache,sharing=|', ['31 shared', '31 private', '31 locked'], true],
  ['for a stage of a mount', 'FROM a AS one\nFROM b\nRUN --mount=type=bind,from=|', ['27 one'], true],
  ['for a platform', 'FROM --platform=|', ['16 $BUILDPLATFORM', '16 linux/arm64']],
  ['for a variable of FROM', 'ARG V\nFROM a:$|', ['8 V', '8 TARGETARCH']],
  ['for a variable in braces', 'FROM a\nARG V=1\nENV B=${|', ['8 V'], true],
  ['for a variable in a heredoc', 'FROM a\nENV V=1\nRUN <<E\necho $|', ['6 V'], true],
  ['for a signal', 'FROM a\nSTOPSIGNAL SIGT|', ['11 SIGTERM']],
  ['for a protocol', 'FROM a\nEXPOSE 80/|', ['7 80/tcp', '7 80/udp', '7 80/sctp'], true],
  ['for a check of health', 'FROM a\nHEALTHCHECK |', ['12 CMD', '12 NONE', '12 --interval=']],
  ['in text', 'FROM a\nRUN <<E\nR|', [], true],
];

for (const [where, marked, some, isAll = false] of CASES)
  test(`offers what may stand ${where}`, async () => {
    const all = await offered(marked);
    assert.deepEqual(isAll ? all : all.filter((one) => some.includes(one)).sort(), isAll ? some : [...some].sort());
  });

test('offers every instruction once there is a stage', async () => {
  const words = (await offered('FROM a\n|')).filter((one) => /^0 [A-Z]+ $/.test(one));
  assert.equal(words.length, 18);
});

const PATHS: [where: string, marked: string, all: string[]][] = [
  ['files of the context to copy', 'FROM a\nCOPY --link a|', ['12 app.py', '12 src/']],
  ['what is in a directory of it', 'FROM a\nADD ./src/|', ['10 main.c']],
  ['nothing above it', 'FROM a\nCOPY ../|', []],
  ['nothing of it where a stage is copied from', 'FROM a AS b\nFROM c\nCOPY --from=b /|', []],
];

for (const [what, marked, all] of PATHS)
  test(`offers ${what}`, async () => assert.deepEqual(await offered(marked, { files: FILES }), all));

test('offers images of the engine', async () =>
  assert.deepEqual((await offered('FROM n|', { images: ['nginx:1.27'] })).slice(0, 2), ['5 scratch', '5 nginx:1.27']));

/** The text after somebody chose what is offered first among those with a label. */
async function chosen(marked: string, label: string): Promise<string | undefined> {
  const items = await atCursor(
    marked,
    (client, line, character) => client.completion(line, character, DOCKERFILE_URI),
    { files: FILES },
    DOCKERFILE_URI,
  );
  const item = items?.find((one) => one.label === label);
  return item && applied(marked.replace('|', ''), [item.textEdit as TextEdit]);
}

const REPLACED: [what: string, marked: string, label: string, expected: string][] = [
  ['an instruction', 'FROM a\nCO|PY b c', 'ADD', 'FROM a\nADD b c'],
  ['a flag', 'FROM a\nCOPY --ch|mod=1 b c', '--chown', 'FROM a\nCOPY --chown=1 b c'],
  ['a variable', 'FROM a\nARG V\nRUN echo ${|W} x', 'V', 'FROM a\nARG V\nRUN echo ${V} x'],
  ['a directory', 'FROM a\nCOPY s|ource/main.c /', 'src/', 'FROM a\nCOPY src/main.c /'],
];
for (const [what, marked, label, expected] of REPLACED)
  test(`replaces all of ${what}`, async () => assert.equal(await chosen(marked, label), expected));

const FIRST: [rule: string, marked: string, first: string][] = [
  ['files before flags', 'FROM a\nCOPY |', 'app.py'],
  ['what an image is made from before flags', 'FROM |', 'scratch'],
  ['the type of a mount before its options', 'FROM a\nRUN --mount=|', 'type'],
];
for (const [rule, marked, first] of FIRST)
  test(`offers ${rule}`, async () => {
    const items = await atCursor(
      marked,
      (client, line, character) => client.completion(line, character, DOCKERFILE_URI),
      { files: FILES },
      DOCKERFILE_URI,
    );
    const [item] = [...(items ?? [])].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
    assert.equal(item?.label, first);
  });

/** What a build would find. */
const CONTEXT = {
  ...FILES,
  ...Object.fromEntries(
    ['package.json', 'package-lock.json', 'requirements.txt', 'go.mod', 'go.sum', 'public/index.html'].map((name) => [
      `/project/${name}`,
      '',
    ]),
  ),
};

for (const { label, at } of DOCKER_SNIPPETS)
  test(`writes nothing there is to say of with ${label}`, async () => {
    const marked = at === 'file' ? '|' : 'FROM debian:12\n|';
    const text = await chosen(marked, label);
    assert.ok(text, 'is offered');
    const client = new TestClient({ files: CONTEXT });
    try {
      assert.deepEqual(await client.open(`${text}\n`, DOCKERFILE_URI, 'dockerfile'), []);
    } finally {
      await client.close();
    }
  });

test('offers whole files only where there is none', async () => {
  assert.equal(await chosen('FROM a\n|', 'Dockerfile: Go'), undefined);
  assert.equal(await chosen('|', 'RUN apk add'), undefined);
});
