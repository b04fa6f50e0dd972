import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostFacts } from '../../../spec/host/fixture';
import type { ClientOptions } from '../../TestClient';
import { atCursor } from '../../TestClient';
import { complete, CONFIG_URI, EDITOR } from './complete';

const FILES = { '/project/.env': '', '/project/a.txt': '', '/project/base.yaml': '', '/project/src/x': '' };
const OPTIONS: ClientOptions = { ...EDITOR, files: FILES };
const web = (lines: string): string => `volumes:\n  data:\nservices:\n  db: { image: db:17 }\n  web:\n    ${lines}`;

/** Labels as an editor shows them when nothing is typed yet. */
async function shown(marked: string, uri?: string): Promise<string[]> {
  const items = await complete(marked, OPTIONS, uri);
  return items
    .map(({ sortText, label }) => [(sortText ?? label).toLowerCase(), label] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, label]) => label);
}

const FIRST: [rule: string, text: string, first: string[], uri?: string][] = [
  ['services before all other keys of a file', '|', ['services', 'networks', 'volumes']],
  ['usual keys of a service, though the engine cannot do all of them', web('|'), ['image', 'build', 'command', 'ports']],
  ['keys of a small vocabulary as it has them', web('healthcheck:\n      |'), ['test', 'interval', 'timeout']],
  ['values as their table has them', web('restart: |'), ['no', 'always', 'unless-stopped']],
  ['the short form of an item before its keys', web('ports:\n      - |'), ['8080:80', '8443:443']],
  ['names of the project, then directories, then files', web('volumes:\n      - |'), ['data', './src/', './.env']],
  ['keys before items, which have their mark', web('depends_on:\n      |'), ['db', '- db']],
  ['this directory before those in it', web('build: |'), ['.', 'src/']],
  ['files that are named like what is meant', web('env_file: |'), ['.env', 'src/']],
  ['Compose files to include', 'include:\n  - |', ['base.yaml', 'src/']],
  ['keys of an OCI config as the specification has them', '{ "ociVersion": "1.2.0", | }', ['root', 'process'], CONFIG_URI],
];
for (const [rule, text, first, uri] of FIRST)
  test(`shows first ${rule}`, async () => assert.deepEqual((await shown(text, uri)).slice(0, first.length), first));

test('shows last what has no meaning any more', async () => assert.equal((await shown('|')).at(-1), 'version'));

test('finds an item by its name, not by its mark', async () => {
  const item = (await complete(web('depends_on:\n      |'))).find(({ label }) => label === '- db');
  assert.equal(item?.filterText, 'db');
});

test('has itself asked again when there are too many to show', async () => {
  const sysctls = Array.from({ length: 1200 }, (_, index) => `net.ipv4.a${index}`);
  const ask = (typed: string): Promise<{ isIncomplete: boolean; items: { label: string }[] }> =>
    atCursor(
      web(`sysctls:\n      - ${typed}|`),
      (client, line, character) => client.at('textDocument/completion', line, character),
      {
        host: hostFacts({ sysctls }),
      },
    );
  assert.equal((await ask('')).isIncomplete, true);
  const typed = await ask('a1199');
  assert.ok(typed.items.some(({ label }) => label === 'net.ipv4.a1199'));
});
