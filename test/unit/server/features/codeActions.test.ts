import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../support';
import { TestClient, URI } from '../TestClient';

const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');

/** Title and resulting text of each quick fix anywhere in a text, without those that only silence. */
async function fixes(text: string): Promise<[string, string][]> {
  const client = new TestClient();
  try {
    const diagnostics = await client.open(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics } });
    return actions
      .filter(({ title }) => !title.startsWith('Ignore '))
      .map(({ title, edit }) => [title, applied(text, edit?.changes?.[URI] ?? [])]);
  } finally {
    await client.close();
  }
}

const CASES: [rule: string, text: string, title: string, expected: string][] = [
  ['the key that was meant', service('mem_limt: 64m'), 'Change to mem_limit', service('mem_limit: 64m')],
  ['the key a familiar word stands for', service('env: [A=1]'), 'Change to environment', service('environment: [A=1]')],
  ['the value that was meant', service('restart: alway'), 'Change to always', service('restart: always')],
  ['quotes around a number', service('user: 1000'), 'Change to "1000"', service('user: "1000"')],
  ['the unit of a duration', service('stop_grace_period: 10'), 'Change to 10s', service('stop_grace_period: 10s')],
  ['the capability that was meant', service('cap_add: [NET_ADMN]'), 'Change to NET_ADMIN', service('cap_add: [NET_ADMIN]')],
  [
    'the name alone in a mount',
    `${service('volumes: ["dta:/d", "data:/e"]')}volumes:\n  data:\n`,
    'Change to data',
    `${service('volumes: ["data:/d", "data:/e"]')}volumes:\n  data:\n`,
  ],
  [
    'a definition in its section',
    `${service('volumes: [cache:/c, data:/d]')}volumes:\n  data:\n`,
    'Define cache under volumes',
    `${service('volumes: [cache:/c, data:/d]')}volumes:\n  cache:\n  data:\n`,
  ],
  [
    'a definition with its section',
    service('secrets: [key]'),
    'Define key under secrets',
    `${service('secrets: [key]')}secrets:\n  key:\n    file: ./key\n`,
  ],
  ['removal of a key that means nothing', `version: "3"\n${service()}`, 'Remove the line', service()],
  [
    'removal of an item given twice',
    service('dns:', '  - 1.1.1.1', '  - 1.1.1.1'),
    'Remove the item',
    service('dns:', '  - 1.1.1.1'),
  ],
  ['removal of an item in brackets', service('dns: [a, b, a]'), 'Remove the item', service('dns: [a, b]')],
  ['a list around a single value', service('ports: 80:80'), 'Write as a list', service('ports: ["80:80"]')],
  [
    'a port that is free',
    `${service('ports: ["80:80"]')}  db:\n    image: x\n    ports: ["81:1", "127.0.0.1:80:80/tcp"]\n`,
    'Publish port 82',
    `${service('ports: ["80:80"]')}  db:\n    image: x\n    ports: ["81:1", "127.0.0.1:82:80/tcp"]\n`,
  ],
  ['a default of a variable', service('user: "a$WHO"'), 'Give WHO an empty default', service('user: "a${WHO:-}"')],
  ['a name without strange signs', 'services:\n  a b:\n    image: x\n', 'Rename to a-b', 'services:\n  a-b:\n    image: x\n'],
];

for (const [rule, text, title, expected] of CASES)
  test(`offers ${rule}`, async () => assert.deepEqual((await fixes(text))[0], [title, expected]));

test('does not remove a definition with more lines', async () => {
  assert.deepEqual(await fixes(`${service()}volumes:\n  old:\n    driver: local\n`), []);
});

test('does not remove a definition that goes on below an empty line', async () => {
  assert.deepEqual(await fixes(`${service()}volumes:\n  old:\n\n    driver: local\n`), []);
});

test('silences a problem from the line above', async () => {
  const text = service('mem_limt: 64m');
  const client = new TestClient();
  const diagnostics = await client.open(text);
  const range = { start: { line: 3, character: 5 }, end: { line: 3, character: 5 } };
  const actions = await client.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics } });
  const silence = actions.find(({ title }) => title === 'Ignore key-unknown here');
  const after = applied(text, silence?.edit?.changes?.[URI] ?? []);
  assert.equal(after, service('# bulkhead-ignore key-unknown', 'mem_limt: 64m'));
  await client.close();
  const fresh = new TestClient();
  assert.deepEqual(await fresh.open(after), []);
  await fresh.close();
});

async function allFixed(text: string): Promise<string | undefined> {
  const client = new TestClient();
  try {
    await client.open(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const context = { diagnostics: [], only: ['source.fixAll'] };
    const [action] = await client.ask<CodeAction[]>('textDocument/codeAction', { range, context });
    assert.ok(action === undefined || action.kind === 'source.fixAll.bulkhead');
    return action && applied(text, action.edit?.changes?.[URI] ?? []);
  } finally {
    await client.close();
  }
}

test('fixes at once what only has to be written rightly', async () => {
  const text = `version: "3"\n${service('user: 1000', 'stop_grace_period: 10', 'dns: [a, a]', 'mem_limt: 64m')}`;
  const expected = service('user: "1000"', 'stop_grace_period: 10s', 'dns: [a]', 'mem_limt: 64m');
  assert.equal(await allFixed(text), expected);
});

test('has nothing to fix at once where all else is a guess', async () =>
  assert.equal(await allFixed(service('mem_limt: 64m', 'environment: { A: 1.10 }')), undefined));

test('does not offer to make a file where the client cannot', async () => {
  const titles = (await fixes(service('env_file: [a.env]'))).map(([title]) => title);
  assert.deepEqual(titles, ['Let the file be missing']);
});
