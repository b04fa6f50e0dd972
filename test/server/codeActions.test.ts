import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseDocument, stringify } from 'yaml';
import type { Document } from 'yaml';
import { InProcessServer, uriOf } from './support/InProcessServer';
import { Random } from './support/Random';
import { randomCompose } from './support/randomCompose';
import { SchemaDocuments } from './support/schemaDocuments';
import type { Schema } from './support/schemaDocuments';

const TEXTS = 200;
const PLACES = 12;
const PATH = '/p/compose.yaml';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, './schema/compose-spec.json'), 'utf8')) as Schema;
const ofSchema = (random: Random): string =>
  stringify(new SchemaDocuments(SCHEMA, random).make(), { aliasDuplicateObjects: false, indent: random.pick([2, 4]) });

const parsed = (text: string): Document => parseDocument(text, { merge: true, logLevel: 'silent' });

/** What the services come to, or nothing when some alias stands for nothing. */
function servicesOf(text: string): unknown {
  try {
    return (parsed(text).toJS() as { services?: unknown } | null)?.services;
  } catch {
    return undefined;
  }
}

const comments = (text: string): string[] => (text.match(/#[^\n\r]*/g) ?? []).map((comment) => comment.trimEnd()).sort();

function editsOf({ edit }: CodeAction, path: string): TextEdit[] {
  const ofDocument = (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change && change.textDocument.uri === uriOf(path) ? (change.edits as TextEdit[]) : [],
  );
  return [...(edit?.changes?.[uriOf(path)] ?? []), ...ofDocument];
}

function diagnosticsOf(text: string): Diagnostic[] {
  const server = new InProcessServer(new Map([[PATH, text]]));
  server.openDocument(PATH, 'yaml', text);
  return server.diagnostics(PATH);
}

const syntaxOf = (found: readonly Diagnostic[]): number => found.filter(({ code }) => String(code).startsWith('yaml-')).length;
const countOf = (found: readonly Diagnostic[], { code, message }: Diagnostic): number =>
  found.filter((one) => one.code === code && one.message === message).length;

/** What has to be true of a text after an action, whatever the action is about. */
function check(text: string, before: readonly Diagnostic[], action: CodeAction, result: string): void {
  const shown = `${action.title}:\n${text}\n→\n${result}`;
  assert.deepEqual(parsed(result).errors, [], shown);
  const after = diagnosticsOf(result);
  if (action.kind === 'quickfix') {
    const [problem] = action.diagnostics ?? [];
    assert.ok(problem);
    // Where the text is the same a file beside it was changed; what is silenced may be said of another place instead.
    if (action.title.startsWith('Ignore '))
      assert.ok(
        !after.some((one) => one.message === problem.message && one.range.start.line === problem.range.start.line + 1),
        shown,
      );
    else if (result !== text)
      assert.ok(countOf(after, problem) < countOf(before, problem), `${problem.message} is left in ${shown}`);
    return;
  }
  assert.ok(syntaxOf(after) <= syntaxOf(before) + 1, shown);
  if (action.kind === 'refactor.inline' || action.title.startsWith('Extract'))
    assert.deepEqual(servicesOf(result), servicesOf(text), shown);
  const kept = comments(result);
  for (const comment of comments(text)) if (!action.title.includes(', and remove')) assert.ok(kept.includes(comment), shown);
}

/** Actions at some places of a text, each once. */
function actionsIn(text: string, random: Random): CodeAction[] {
  const server = new InProcessServer(new Map([[PATH, text]]));
  server.openDocument(PATH, 'yaml', text);
  const document = TextDocument.create(uriOf(PATH), 'yaml', 1, text);
  const found = new Map<string, CodeAction>();
  const aliases = [...text.matchAll(/\*\w/g)].map(({ index }) => index + 1);
  const places = [...aliases, ...Array.from({ length: PLACES }, () => random.below(text.length + 1))];
  for (const place of places) {
    const at = document.positionAt(place);
    const params = { range: { start: at, end: at }, context: { diagnostics: [] } };
    for (const action of server.ask(PATH, 'textDocument/codeAction', params) as CodeAction[])
      found.set(JSON.stringify([action.title, action.edit]), action);
  }
  return [...found.values()];
}

test(`leaves every one of ${TEXTS} texts well-formed and mended, or saying the same, after each action`, () => {
  const kinds = new Map<string, number>();
  for (let seed = 1; seed <= TEXTS; seed++) {
    const random = new Random(seed);
    const text = random.chance(0.6) ? randomCompose(random) : ofSchema(random);
    if (parsed(text).errors.length > 0) continue;
    const before = diagnosticsOf(text);
    const document = TextDocument.create(uriOf(PATH), 'yaml', 1, text);
    for (const action of actionsIn(text, random)) {
      check(text, before, action, TextDocument.applyEdits(document, editsOf(action, PATH)));
      kinds.set(action.kind ?? '', (kinds.get(action.kind ?? '') ?? 0) + 1);
    }
  }
  for (const kind of ['quickfix', 'refactor.rewrite', 'refactor.extract', 'refactor.inline'])
    assert.ok((kinds.get(kind) ?? 0) > 30, `${kind}: ${kinds.get(kind)}`);
});
