import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { atCursor, TestClient, URI } from '../../TestClient';

async function rewritten(marked: string): Promise<string | undefined> {
  const [action] = await atCursor(marked, (client, line, character) => {
    const range = { start: { line, character }, end: { line, character } };
    return client.ask<CodeAction[]>('textDocument/codeAction', {
      range,
      context: { diagnostics: [], only: ['refactor.rewrite'] },
    });
  });
  return action && applied(marked.replace('|', ''), action.edit?.changes?.[URI] ?? []);
}

test('writes a command as a service beside the others', async () =>
  assert.equal(
    await rewritten(
      'services:\n    a:\n        image: x\n|docker run -d --name b -p 80:80 -e "A=$B" --ip 1.2.3.4 y:1 sh -c "x: y"\n',
    ),
    `services:
    a:
        image: x
    # not taken over: --ip 1.2.3.4
    b:
        image: y:1
        container_name: b
        ports:
            - "80:80"
        environment:
            A: "\${B}"
        command:
            - sh
            - "-c"
            - "x: y"
`,
  ));

test('writes a command over several lines, and the section with it', async () =>
  assert.equal(
    await rewritten('# docker run \\\n#   --tty \\\n#   y|\n'),
    'services:\n  y:\n    image: "y"\n    tty: true\n'.replace('  y:', '  "y":'),
  ));

test('answers what a command would be as a service', async () => {
  const client = new TestClient();
  await client.open('services:\n  a:\n    image: x\n');
  const found = await client.ask('bulkhead/serviceOfCommand', { command: 'docker run redis' });
  assert.deepEqual(found, { text: '  redis:\n    image: redis\n' });
  assert.equal(await client.ask('bulkhead/serviceOfCommand', { command: 'ls' }), null);
  await client.close();
});

const A = 'services:\n  a:\n    image: x\n';
const REDIS = '  redis:\n    image: redis\n';
const PLACES: [rule: string, before: string, after: string][] = [
  [
    'behind the service it is in',
    `${A}    # docker run redis|\n    tty: true\n  b:\n    image: y\n`,
    `${A}    tty: true\n${REDIS}  b:\n    image: y\n`,
  ],
  ['behind the last one, from above', `# docker run redis|\n${A}`, `${A}${REDIS}`],
  ['behind the last one, from below', `${A}\nvolumes:\n  d:\n# docker run redis|`, `${A}${REDIS}\nvolumes:\n  d:\n`],
  ['instead of empty braces', 'services: {}\ndocker run redis|\n', `services:\n${REDIS}`],
  ['under a name that is free', `${A}${REDIS}docker run redis|`, `${A}${REDIS}${REDIS.replace('redis', 'redis-2')}`],
];
for (const [rule, before, after] of PLACES)
  test(`writes a service ${rule}`, async () => assert.equal(await rewritten(before), after));

test('leaves a command beside services in braces', async () =>
  assert.equal(await rewritten('services: { a: { image: x } }\n# docker run redis|\n'), undefined));

test('answers where a service belongs', async () => {
  const client = new TestClient();
  await client.open(`${A}    tty: true\n  b:\n    image: y\n`);
  const at = async (line: number): Promise<number | undefined> =>
    (await client.ask<{ line?: number }>('bulkhead/serviceOfCommand', { command: 'docker run redis', line })).line;
  assert.deepEqual(await Promise.all([0, 1, 2, 3, 4, 5, 6].map(at)), [6, 1, 4, 4, 4, 6, 6]);
  await client.close();
});
