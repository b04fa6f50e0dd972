import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from './complete';

const OPTIONS = { files: { '/project/src/x': '' }, initializationOptions: { suggestCommand: 'suggest' } };
const web = (lines: string): string => `services:\n  db: { image: db:17 }\n  web:\n    ${lines}`;

const CASES: [what: string, text: string, label: string, goesOn: boolean][] = [
  ['a key with values to choose from', web('rest|'), 'restart', true],
  ['a key with a mapping', web('health|'), 'healthcheck', true],
  ['a key with names there are', web('dep|'), 'depends_on', true],
  ['a key with names there are none of', web('networks|'), 'networks', false],
  ['a key with any text', web('host|'), 'hostname', false],
  ['a value', web('restart: |'), 'always', false],
  ['a directory', web('build: |'), 'src/', true],
];
for (const [what, text, label, goesOn] of CASES)
  test(`${goesOn ? 'has' : 'does not have'} more offered behind ${what}`, async () => {
    const item = (await complete(text, OPTIONS)).find((one) => one.label === label);
    assert.ok(item);
    assert.equal(item.command?.command, goesOn ? 'suggest' : undefined);
  });

test('has nothing done by an editor that has named no command for it', async () => {
  for (const { command } of await complete(web('|'))) assert.equal(command, undefined);
});
