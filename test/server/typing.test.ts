import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { TypingEditor } from './support/TypingEditor';

async function writing(t: TestContext, name: string, language: string): Promise<TypingEditor> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-typing-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM alpine:3.21 AS dev\n');
  const editor = new TypingEditor(pathToFileURL(join(folder, name)).href);
  t.after(async () => {
    await editor.close();
    rmSync(folder, { recursive: true });
  });
  await editor.open(language);
  return editor;
}

async function errors(editor: TypingEditor): Promise<string[]> {
  return (await editor.problems()).filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ message }) => message);
}

const COMPOSE = `services:
  web:
    build:
      context: .
      target: dev
    ports:
      - "8080:80"
      - "127.0.0.1:3000:3000"
    environment:
      LEVEL: \${LEVEL:-info}
    deploy:
      resources:
        limits:
          memory: 256m
    depends_on:
      - db
    restart: unless-stopped
  db:
    image: mysql:8.4
    restart: unless-stopped
    environment:
      MYSQL_ROOT_PASSWORD: \${DB_PASSWORD:-change-me}
      MYSQL_DATABASE: app
    volumes:
      - db-data:/var/lib/mysql
    healthcheck:
      test: ["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]
      interval: 10s
      retries: 5

volumes:
  db-data:
`;

test('writes a Compose file from nothing, letter by letter and by what is offered', async (t) => {
  const editor = await writing(t, 'compose.yaml', 'dockercompose');
  await editor.take('serv', 'services');
  await editor.type('web:\n');
  await editor.take('bu', 'build');
  await editor.type('\n');
  await editor.take('con', 'context');
  await editor.take('', '.');
  await editor.type('\n');
  await editor.take('ta', 'target');
  await editor.take('', 'dev');
  await editor.type('\n');
  await editor.outdent(4);
  await editor.take('po', 'ports');
  await editor.take('', '8080:80');
  await editor.type('\n');
  await editor.take('- 127.0.0.1:3000:', '127.0.0.1:3000:3000');
  await editor.type('\n');
  await editor.outdent(4);
  await editor.take('env', 'environment');
  await editor.take('LEVEL: ${LEVEL:', ':-');
  await editor.type('info}\n');
  await editor.outdent(4);
  for (const [typed, label] of [
    ['dep', 'deploy'],
    ['res', 'resources'],
    ['lim', 'limits'],
    ['mem', 'memory'],
  ] as const)
    await editor.take(typed, label);
  await editor.type('256m\n');
  await editor.outdent(2);
  await editor.take('db', 'mysql');
  assert.deepEqual(await errors(editor), []);
  await editor.toEnd();
  await editor.outdent(0);
  // Back to the first service, which waits for the other one.
  editor.goBehind('memory: 256m');
  await editor.type('\n');
  await editor.outdent(4);
  await editor.take('depe', 'depends_on');
  await editor.take('- d', 'db');
  await editor.type('\n');
  await editor.outdent(4);
  await editor.take('res', 'restart');
  await editor.take('', 'unless-stopped');
  assert.equal(editor.text, COMPOSE);
  assert.deepEqual(await errors(editor), []);
});

test('writes an OCI config from nothing', async (t) => {
  const editor = await writing(t, 'config.yaml', 'yaml');
  await editor.take('', 'OCI runtime config');
  await editor.toEnd();
  await editor.outdent(0);
  await editor.take('annot', 'annotations');
  await editor.type('org.example.a: b\n');
  assert.ok(editor.text.endsWith('annotations:\n  org.example.a: b\n  '));
  assert.deepEqual(await errors(editor), []);
});

test('writes a Dockerfile from nothing', async (t) => {
  const editor = await writing(t, 'app.Dockerfile', 'dockerfile');
  await editor.take('FR', 'FROM');
  await editor.take('alp', 'alpine');
  await editor.take(':3.21 ', 'AS');
  await editor.type('build\n');
  await editor.take('R', 'RUN');
  await editor.take('--m', '--mount');
  await editor.take('', 'type');
  await editor.take('', 'cache');
  await editor.take(',ta', 'target');
  await editor.type('/c make\nFROM scratch\n');
  await editor.take('CO', 'COPY');
  await editor.take('--f', '--from');
  await editor.take('', 'build');
  await editor.type(' /app /\n');
  assert.equal(
    editor.text,
    'FROM alpine:3.21 AS build\nRUN --mount=type=cache,target=/c make\nFROM scratch\nCOPY --from=build /app /\n',
  );
  assert.deepEqual(await errors(editor), []);
});
