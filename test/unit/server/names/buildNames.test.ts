import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentLink, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { appliedTo, shownRange } from '../support';
import { atCursor, TestClient, URI } from '../TestClient';
import { labels } from '../features/completion/complete';
import { DOCKERFILE_URI } from '../dockerfile/withDockerfile';

const DOCKERFILE = 'ARG VERSION=1\nFROM a:$VERSION AS base\nFROM base AS dev\nFROM base AS last\nARG VERSION\n';
const COMPOSE = `services:
  web:
    build:
      context: .
      target: dev
      args: { VERSION: 2 }
  worker:
    build: { context: ., target: base, args: [VERSION=3] }
  other:
    build: { context: ./other, target: base }
`;
const FILES = {
  '/project/Dockerfile': DOCKERFILE,
  '/project/compose.yaml': COMPOSE,
  '/project/other/Dockerfile': 'FROM a AS base\n',
};

function at(text: string, behind: string, word: string): string {
  const found = text.indexOf(word, text.indexOf(behind) + behind.length) + 1;
  return `${text.slice(0, found)}|${text.slice(found)}`;
}

function ask<Result>(marked: string, method: string, more: object, uri: string): Promise<Result> {
  return atCursor(
    marked,
    (client, line, character) => client.at<Result>(method, line, character, more, uri),
    { files: FILES },
    uri,
  );
}

const shown = (locations: Location[]): string[] =>
  locations.map(({ uri, range }) => `${uri.slice('file:///project/'.length)} ${shownRange(range)}`);

test('goes from a target and an argument of Compose to the Dockerfile', async () => {
  const target = await ask<Location[]>(at(COMPOSE, 'target: ', 'dev'), 'textDocument/definition', {}, URI);
  assert.deepEqual(shown(target), ['Dockerfile 2:13-16']);
  const arg = await ask<Location[]>(at(COMPOSE, 'args: { ', 'VERSION'), 'textDocument/definition', {}, URI);
  assert.deepEqual(shown(arg), ['Dockerfile 0:4-11', 'Dockerfile 4:4-11']);
});

const USES = ['Dockerfile 2:5-9', 'Dockerfile 3:5-9', 'compose.yaml 7:33-37'];

test('looks for what is copied, and for what is left out, in the directories Compose builds with', async () => {
  const files = {
    '/project/compose.yaml': 'services:\n  web: { build: { context: ., dockerfile: docker/Dockerfile } }\n',
    '/project/app.js': '',
    '/project/.dockerignore': 'old\n',
  };
  const uri = 'file:///project/docker/Dockerfile';
  const client = new TestClient({ files });
  try {
    const found = await client.open('FROM alpine:3\nCOPY app.js old /app/\n', uri, 'dockerfile');
    assert.deepEqual(
      found.map(({ range, message }) => `${shownRange(range)} ${message}`),
      ["1:12-15 'old' is left out of the build by ../.dockerignore."],
    );
    const links = await client.ask<DocumentLink[]>('textDocument/documentLink', {}, uri);
    assert.deepEqual(
      links.map(({ range, target }) => [shownRange(range), target]),
      [
        ['1:5-11', 'file:///project/app.js'],
        ['0:5-13', 'https://hub.docker.com/_/alpine'],
      ],
    );
  } finally {
    await client.close();
  }
});

test('finds the uses of a stage in both files, from either', async () => {
  const context = { includeDeclaration: false };
  const inCompose = await ask<Location[]>(at(COMPOSE, 'target: dev', 'base'), 'textDocument/references', { context }, URI);
  assert.deepEqual(shown(inCompose), USES);
  const inFile = await ask<Location[]>(at(DOCKERFILE, 'AS ', 'base'), 'textDocument/references', { context }, DOCKERFILE_URI);
  assert.deepEqual(shown(inFile), USES);
});

const RENAMED = {
  '/project/Dockerfile': DOCKERFILE.replaceAll('base', 'ground'),
  '/project/compose.yaml': COMPOSE.replace('., target: base', '., target: ground'),
  '/project/other/Dockerfile': 'FROM a AS base\n',
};

test('renames a stage in both files, from either', async () => {
  const more = { newName: 'ground' };
  const inCompose = await ask<WorkspaceEdit>(at(COMPOSE, 'target: dev', 'base'), 'textDocument/rename', more, URI);
  assert.deepEqual(appliedTo(FILES, inCompose), RENAMED);
  const inFile = await ask<WorkspaceEdit>(at(DOCKERFILE, 'AS ', 'base'), 'textDocument/rename', more, DOCKERFILE_URI);
  assert.deepEqual(appliedTo(FILES, inFile), RENAMED);
});

test('a stage that Compose asks for is not without use', async () => {
  const client = new TestClient({ files: FILES });
  const found = await client.open(DOCKERFILE, DOCKERFILE_URI, 'dockerfile');
  await client.close();
  assert.deepEqual(found, []);
});

test('offers stages and arguments of the Dockerfile', async () => {
  const build = 'services:\n  web:\n    build:\n      context: .\n';
  assert.deepEqual(await labels(`${build}      target: |`, { files: FILES }), ['base', 'dev', 'last']);
  assert.deepEqual(await labels(`${build}      args:\n        V|`, { files: FILES }), ['VERSION']);
  assert.deepEqual(await labels(`${build}      args:\n        - V|`, { files: FILES }), ['VERSION']);
});

test('links to the Dockerfile', async () => {
  const client = new TestClient({ files: FILES });
  await client.open('services:\n  a:\n    build: .\n  b:\n    build: { context: ., dockerfile: Dockerfile }\n');
  const links = await client.ask<DocumentLink[]>('textDocument/documentLink');
  await client.close();
  assert.deepEqual(
    links.map(({ range, target }) => [shownRange(range), target]),
    [
      ['2:11-12', DOCKERFILE_URI],
      ['4:37-47', DOCKERFILE_URI],
    ],
  );
});
