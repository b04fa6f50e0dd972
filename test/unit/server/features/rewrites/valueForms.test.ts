import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { VALUE_FORMS } from '../../../../../server/features/rewrites/valueForms';
import { SERVICE_KEYS } from '../../../../../spec/compose/vocabulary/projectKeys';
import { applied } from '../../support';
import { atCursor, URI } from '../../TestClient';

const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');

async function rewritten(text: string, key: string): Promise<string | undefined> {
  const at = text.indexOf(`${key}:`);
  const actions = await atCursor(`${text.slice(0, at)}|${text.slice(at)}`, (client, line, character) => {
    const range = { start: { line, character }, end: { line, character } };
    return client.ask<CodeAction[]>('textDocument/codeAction', {
      range,
      context: { diagnostics: [], only: ['refactor.rewrite'] },
    });
  });
  const action = actions.find(({ title }) => title.includes(key));
  return action && applied(text, action.edit?.changes?.[URI] ?? []);
}

/** Each is written as the other, and back. */
const PAIRS: [key: string, one: string[], other: string[]][] = [
  ['environment', ['environment:', '  - A=b c', '  - B', '  - C=1'], ['environment:', '  A: b c', '  B:', '  C: "1"']],
  ['labels', ['labels:', '  - a.b=true', '  - "c=d: e"'], ['labels:', '  a.b: "true"', '  c: "d: e"']],
  ['depends_on', ['depends_on:', '  - db'], ['depends_on:', '  db:', '    condition: service_started']],
  ['networks', ['networks:', '  - front', '  - back'], ['networks:', '  front:', '  back:']],
  ['build', ['build: ./app'], ['build:', '  context: ./app']],
  ['extends', ['extends: base'], ['extends:', '  service: base']],
  ['dns', ['dns: "1.1.1.1"'], ['dns:', '  - "1.1.1.1"']],
  ['command', ['command: "echo \'a b\' c"'], ['command:', '  - "echo"', '  - "a b"', '  - "c"']],
  [
    'test',
    ['healthcheck:', '  test: curl -f localhost'],
    ['healthcheck:', '  test:', '    - "CMD-SHELL"', '    - "curl -f localhost"'],
  ],
  ['extra_hosts', ['extra_hosts:', '  - db=10.0.0.1'], ['extra_hosts:', '  db: "10.0.0.1"']],
];

for (const [key, one, other] of PAIRS) {
  test(`writes ${key} in its other form`, async () => assert.equal(await rewritten(service(...one), key), service(...other)));
  test(`writes ${key} in its first form`, async () => assert.equal(await rewritten(service(...other), key), service(...one)));
}

test('stays on one line within braces', async () =>
  assert.equal(
    await rewritten('services:\n  web: { image: x, environment: [A=1] }\n', 'environment'),
    'services:\n  web: { image: x, environment: { A: "1" } }\n',
  ));

const REFUSED: [rule: string, key: string, lines: string[]][] = [
  ['a comment', 'environment', ['environment:', '  - A=1 # why', '  - B=2']],
  ['a tag', 'environment', ['environment: !override', '  - A=1']],
  ['an anchor', 'environment', ['environment: &env', '  - A=1']],
  ['a name given twice', 'environment', ['environment: [A=1, A=2]']],
  ['a command with a variable', 'command', ['command: echo ${A:-b c}']],
  ['a dependency with a condition of its own', 'depends_on', ['depends_on: { db: { condition: service_healthy } }']],
  ['a build with more than a context', 'build', ['build: { context: ., target: a }']],
];
for (const [rule, key, lines] of REFUSED)
  test(`does not rewrite ${rule}`, async () => assert.equal(await rewritten(service(...lines), key), undefined));

test('indents as the file does', async () =>
  assert.equal(
    await rewritten('services:\n    web:\n        dns: a\n', 'dns'),
    'services:\n    web:\n        dns:\n            - a\n',
  ));

test('writes numbers as programs are given them', async () =>
  assert.equal(
    await rewritten(service('environment:', '  A: 0x10', '  B: "0x10"', '  C: 1.50'), 'environment'),
    service('environment:', '  - A=16', '  - B=0x10', '  - C=1.5'),
  ));

test('names only keys there are', () => {
  for (const path of Object.keys(VALUE_FORMS)) assert.ok((path.split('.')[0] ?? '') in SERVICE_KEYS, path);
});

test('names the form it is written in', async () => {
  const titles = async (...lines: string[]): Promise<(string | undefined)[]> => {
    const actions = await atCursor(
      service(...lines).replace('    image: x\n    ', '    image: x\n    |'),
      (client, line, character) => {
        const range = { start: { line, character }, end: { line, character } };
        return client.ask<CodeAction[]>('textDocument/codeAction', {
          range,
          context: { diagnostics: [], only: ['refactor.rewrite'] },
        });
      },
    );
    return actions.map(({ title }) => title);
  };
  assert.deepEqual(await titles('environment:', '  A: b'), ['Write environment as a list']);
  assert.deepEqual(await titles('environment:', '  - A=b'), ['Write environment as a mapping']);
  assert.deepEqual(await titles('command: [a, b]'), ['Write command as a single value']);
});
