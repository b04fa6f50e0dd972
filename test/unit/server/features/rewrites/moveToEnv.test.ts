import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { refactored } from './ask';

const capabilities: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};
const service = (line: string): string => `services:\n  web-app:\n    image: x\n    ${line}\n`;

const CASES: [line: string, after: string, env: string][] = [
  ['working_dir: /a|b', 'working_dir: ${WEB_APP_WORKING_DIR}', 'WEB_APP_WORKING_DIR=/ab\n'],
  ['environment: { PASSWORD: "se|cret word" }', 'environment: { PASSWORD: "${PASSWORD}" }', "PASSWORD='secret word'\n"],
  ['labels: { a: tru|e, b: 1 }', 'labels: { a: "${WEB_APP_LABELS_A}", b: 1 }', 'WEB_APP_LABELS_A=true\n'],
  ['cpus: 0.|5', 'cpus: ${WEB_APP_CPUS}', 'WEB_APP_CPUS=0.5\n'],
];
for (const [line, after, env] of CASES)
  test(`moves ${line.replace('|', '')}`, async () => {
    const { files } = await refactored(service(line), 'refactor.extract', { files: { '/project/.env': '# mine' }, capabilities });
    assert.equal(files['/project/compose.yaml'], service(after));
    assert.equal(files['/project/.env'], `# mine\n${env}`);
  });

test('makes the file where there is none', async () => {
  const { files } = await refactored(service('user: ro|ot'), 'refactor.extract', { capabilities });
  assert.equal(files['/project/.env'], 'WEB_APP_USER=root\n');
});

const REFUSED: [rule: string, line: string, files: Record<string, string>][] = [
  ['where a file would have to be made by a client that cannot', 'user: ro|ot', {}],
  ['a value with a variable', 'user: "a$|B"', { '/project/.env': '' }],
  ['a key', 'us|er: root', { '/project/.env': '' }],
  ['what would overwrite a variable', 'user: ro|ot', { '/project/.env': 'WEB_APP_USER=x\n' }],
];
for (const [rule, line, files] of REFUSED)
  test(`does not move ${rule}`, async () =>
    assert.deepEqual((await refactored(service(line), 'refactor.extract', { files })).titles, []));
