import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { applied, appliedTo, shownRange } from '../support';
import { TestClient } from '../TestClient';

const TEXT = `services:
  web:
    build:
      target: base
      args: [VERSION=1]
      dockerfile_inline: |
        ARG VERSION
        FROM a:$\${VERSION} AS base
        FROM base AS last
        COPY --from=base /x /y
  db:
    image: x
`;

/** The text with a cursor (`^`, as `|` begins a block) behind the first of some words that follows others. */
function at(behind: string, word: string, text = TEXT): string {
  const end = text.indexOf(word, text.indexOf(behind) + behind.length) + word.length;
  return `${text.slice(0, end)}^${text.slice(end)}`;
}

async function ask<Result>(marked: string, method: string, more: object = {}): Promise<Result> {
  const before = marked.slice(0, marked.indexOf('^')).split('\n');
  const client = new TestClient();
  try {
    await client.open(marked.replace('^', ''));
    return await client.at<Result>(method, before.length - 1, before.at(-1)?.length ?? 0, more);
  } finally {
    await client.close();
  }
}

const shown = (locations: Location[] | null): string[] => (locations ?? []).map(({ range }) => shownRange(range));

test('goes from a target, an argument and a name within to the Dockerfile in the file', async () => {
  const method = 'textDocument/definition';
  assert.deepEqual(shown(await ask(at('target: ', 'base'), method)), ['7:30-34']);
  assert.deepEqual(shown(await ask(at('args: [', 'VERSION'), method)), ['6:12-19']);
  assert.deepEqual(shown(await ask(at('--from=', 'base'), method)), ['7:30-34']);
  assert.deepEqual(shown(await ask(at('$${', 'VERSION'), method)), ['6:12-19']);
});

test('finds the uses of a stage within and without, from either side', async () => {
  const expected = ['8:13-17', '9:20-24', '3:14-18'];
  const context = { includeDeclaration: false };
  assert.deepEqual(shown(await ask(at('--from=', 'base'), 'textDocument/references', { context })), expected);
  assert.deepEqual(shown(await ask(at('target: ', 'base'), 'textDocument/references', { context })), expected);
});

test('renames within and without', async () => {
  for (const behind of ['--from=', 'target: ']) {
    const edit = await ask<WorkspaceEdit>(at(behind, 'base'), 'textDocument/rename', { newName: 'first' });
    assert.equal(appliedTo({ '/project/compose.yaml': TEXT }, edit)['/project/compose.yaml'], TEXT.replaceAll('base', 'first'));
  }
});

test('tells what an instruction is, and of the key around everything else', async () => {
  const { contents, range } = await ask<Hover>(at('last\n', 'CO'), 'textDocument/hover');
  assert.match((contents as { value: string }).value, /COPY \[--FLAG/);
  assert.deepEqual(range && shownRange(range), '9:8-12');
  assert.match(((await ask<Hover>(at('build:\n', 'tar'), 'textDocument/hover')).contents as { value: string }).value, /stage/i);
});

const labels = async (marked: string): Promise<string[]> =>
  (await ask<CompletionItem[]>(marked, 'textDocument/completion')).map(({ label }) => label);

test('completes instructions, flags, stages and variables within', async () => {
  const text = TEXT.replace('  db:', '        ^\n  db:');
  assert.ok((await labels(text)).includes('HEALTHCHECK'));
  assert.deepEqual(await labels(TEXT.replace('--from=base', '--from=^')), ['base']);
  assert.deepEqual(await labels(TEXT.replace('  db:', '        RUN echo $$VER^\n  db:')), ['VERSION']);
});

test('puts a completion where the cursor is', async () => {
  const marked = TEXT.replace('  db:', '        H^\n  db:');
  const items = await ask<CompletionItem[]>(marked, 'textDocument/completion');
  const edit = items.find(({ label }) => label === 'HEALTHCHECK')?.textEdit;
  assert.ok(edit && 'range' in edit);
  assert.equal(shownRange(edit.range), '10:8-9');
  const empty = await ask<CompletionItem[]>(TEXT.replace('  db:', '        ^\n  db:'), 'textDocument/completion');
  const at = empty[0]?.textEdit;
  assert.ok(at && 'range' in at);
  assert.equal(shownRange(at.range), '10:8-8');
});

test('leaves variables of the Compose file, other columns and other keys to the Compose file', async () => {
  assert.ok(!(await labels(TEXT.replace('  db:', '        RUN echo $VER^\n  db:'))).includes('HEALTHCHECK'));
  assert.ok((await labels(TEXT.replace('  db:', '      ^\n  db:'))).includes('context'));
});

test('completes a target and arguments from the Dockerfile in the file', async () => {
  assert.deepEqual(await labels(TEXT.replace('target: base', 'target: ^')), ['base', 'last']);
});

async function fixed(text: string, title: RegExp): Promise<string | undefined> {
  const client = new TestClient();
  try {
    const diagnostic = (await client.open(text)).find(({ code }) => String(code).startsWith('dockerfile-'));
    assert.ok(diagnostic);
    const params = { range: diagnostic.range, context: { diagnostics: [diagnostic], only: ['quickfix'] } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', params);
    const action = actions.find((one) => title.test(one.title));
    assert.deepEqual(action?.diagnostics, [diagnostic]);
    const edits = Object.values(action.edit?.changes ?? {}).flat();
    return applied(text, edits);
  } finally {
    await client.close();
  }
}

const inline = (...lines: string[]): string =>
  `services:\n  web:\n    build:\n      dockerfile_inline: |\n${lines.map((line) => `        ${line}\n`).join('')}`;

test('mends a Dockerfile in its place', async () => {
  assert.equal(await fixed(inline('FROM a:1', 'COPPY a /b'), /Change to COPY/), inline('FROM a:1', 'COPY a /b'));
  assert.equal(await fixed(inline('FROM a:1', 'ENV A $$B', 'ARG B'), /Change|Rewrite/), inline('FROM a:1', 'ENV A=$$B', 'ARG B'));
  assert.equal(
    await fixed(inline('ARG V=1', 'FROM a:$$V', 'USER $$V'), /Declare ARG V/),
    inline('ARG V=1', 'FROM a:$$V', 'ARG V', 'USER $$V'),
  );
  assert.equal(
    await fixed(inline('FROM a:1', 'COPPY a /b'), /Ignore/),
    inline('FROM a:1', '# bulkhead-ignore dockerfile-instruction-unknown', 'COPPY a /b'),
  );
});

test('marks instructions and names within', async () => {
  const client = new TestClient();
  await client.open(TEXT);
  const { data } = await client.ask<SemanticTokens>('textDocument/semanticTokens/full');
  await client.close();
  const lines = TEXT.split('\n');
  const words: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, along = 0, length = 0] = data.slice(at, at + 3);
    character = down === 0 ? character + along : along;
    line += down;
    words.push(lines[line]?.slice(character, character + length) ?? '');
  }
  assert.deepEqual(words, [
    ...['web', 'ARG', 'VERSION', 'FROM', 'VERSION', 'AS', 'base', 'FROM', 'base', 'AS', 'last'],
    ...['COPY', '--from', 'base', 'db'],
  ]);
});

const outline = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
  symbols.flatMap(({ name, range, children }) => [
    `${indent}${name} ${shownRange(range)}`,
    ...outline(children ?? [], `${indent}  `),
  ]);

test('lists and folds the stages within', async () => {
  const client = new TestClient();
  try {
    await client.open(TEXT);
    const [, , , ...shown] = outline((await client.symbols()) ?? []);
    assert.deepEqual(shown, [
      '      target 3:6-18',
      '      args 4:6-23',
      '      dockerfile_inline 5:6-9:30',
      '        ARG 6:8-19',
      '        base 7:8-34',
      '        last 8:8-9:30',
      '          COPY 9:8-30',
      '  db 10:2-11:12',
      '    image 11:4-12',
    ]);
    const folds = await client.ask<FoldingRange[]>('textDocument/foldingRange');
    assert.ok(folds.some(({ startLine, endLine }) => startLine === 8 && endLine === 9));
  } finally {
    await client.close();
  }
});
