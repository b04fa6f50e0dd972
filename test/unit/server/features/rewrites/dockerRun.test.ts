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
