import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Diagnostic, TextEdit } from 'vscode-languageserver/node';
import { applied } from '../unit/server/support';
import { TestClient } from '../unit/server/TestClient';
import { checkSequences } from './support/editSequences';
import { Random } from './support/Random';
import { applyEdit, randomEdit } from './support/randomEdit';
import { KINDS } from './support/startingFiles';

const FOLDER = join(__dirname, 'dockerfiles');
const TEXTS = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));
const URI = 'file:///p/Dockerfile';
const SEQUENCES = 1500;
const FORMATTED = 150;
/** Of computing, for one answer. */
const LIMIT_MS = 2000;

async function timed<T>(what: string, answer: Promise<T>): Promise<T> {
  const start = process.cpuUsage();
  const result = await answer;
  const { user, system } = process.cpuUsage(start);
  assert.ok((user + system) / 1000 < LIMIT_MS, `${what} took ${(user + system) / 1000} ms`);
  return result;
}

const FORMAT = { options: { tabSize: 4, insertSpaces: true } };
const WHOLE = { range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } }, context: { diagnostics: [] } };

/** Everything that is asked of a text. */
async function answers(client: TestClient, position: { line: number; character: number }): Promise<unknown[]> {
  const asked: [string, object][] = [
    ...['completion', 'hover', 'definition', 'documentHighlight', 'signatureHelp', 'prepareRename'].map(
      (name) => [name, { position }] as [string, object],
    ),
    ['references', { position, context: { includeDeclaration: true } }],
    ['selectionRange', { positions: [position] }],
    ...['documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink'].map((name) => [name, {}] as [string, object]),
    ['formatting', FORMAT],
    ['codeAction', WHOLE],
  ];
  const all: unknown[] = [];
  for (const [name, params] of asked) all.push(await timed(name, client.ask<unknown>(`textDocument/${name}`, params, URI)));
  return all;
}

test(`answers after any of ${SEQUENCES} sequences of edits as a fresh server does`, () =>
  checkSequences(KINDS.dockerfile, SEQUENCES));

test('formatting twice is formatting once, and keeps what a file says', async () => {
  for (let seed = 1; seed <= FORMATTED; seed++) {
    const random = new Random(seed);
    const client = new TestClient();
    let text = random.pick(TEXTS);
    for (let index = 0; index < 3; index++) text = applyEdit(text, randomEdit(random, text, KINDS.dockerfile.typing));
    const before = await client.open(text, URI, 'dockerfile');
    const once = applied(text, (await client.ask<TextEdit[] | null>('textDocument/formatting', FORMAT, URI)) ?? []);
    const after = await client.replace(once, URI);
    const twice = applied(once, (await client.ask<TextEdit[] | null>('textDocument/formatting', FORMAT, URI)) ?? []);
    await client.close();
    assert.equal(twice, once, `seed ${seed}`);
    const errors = (all: Diagnostic[]): string[] =>
      all.filter(({ severity }) => severity === 1).map(({ code, message }) => `${String(code)} ${message}`);
    assert.deepEqual(errors(after), errors(before), `seed ${seed}`);
  }
});

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const HOSTILE: [name: string, text: string][] = [
  ['a line of a megabyte', `FROM a\nRUN ${'a '.repeat(500_000)}`],
  ['blanks within a line', `FROM a\nRUN x${' '.repeat(1_000_000)}y`],
  ['a megabyte of brackets', `FROM a\nCMD ${'['.repeat(1_000_000)}`],
  ['100,000 lines that go on', `FROM a\nRUN ${'a\\\n'.repeat(100_000)}`],
  ['100,000 empty lines within an instruction', `FROM a\nRUN a \\\n${'\n'.repeat(100_000)}b`],
  ['50,000 heredocs', `FROM a\nRUN ${'<<A '.repeat(50_000)}`],
  ['a megabyte of open braces', `FROM a\nENV A=${'${B:-'.repeat(200_000)}`],
  ['ONBUILD of ONBUILD', `FROM a\n${'ONBUILD '.repeat(100_000)}`],
  ['10,000 variables', `FROM a\n${many(10_000, (index) => `ENV V${index}=$V${index + 1}`)}`],
  ['5,000 stages, each on the one before', many(5000, (index) => `FROM s${index} AS s${index + 1}`)],
  ['5,000 stages that need each other', many(5000, (index) => `FROM a AS s${index}\nCOPY --from=s${(index * 7) % 5000} a b`)],
  ['10,000 unknown instructions', `FROM a\n${many(10_000, (index) => `RNU${index} x`)}`],
  ['10,000 mounts', `FROM a\nRUN ${'--mount=type=foo,bar=baz '.repeat(10_000)}`],
];

for (const [name, text] of HOSTILE)
  test(`is not held up by ${name}`, async () => {
    const client = new TestClient();
    await timed('diagnostics', client.open(text, URI, 'dockerfile'));
    await answers(client, { line: 1, character: 8 });
    await client.close();
  });
