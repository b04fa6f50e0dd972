import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offered } from './offered';

const web = (line: string): string => `services:\n  web:\n    image: x\n    ${line}\n`;

const CASES: [rule: string, before: string, after: string][] = [
  ['in the column of the others', 'volumes:\n    a: {}\n', 'volumes:\n    d:\n    a: {}\n'],
  ['in a section without entries', 'volumes: # mine\n', 'volumes: # mine\n  d:\n'],
  ['in a section without entries at the end of the file', 'volumes:', 'volumes:\n  d:'],
  ['in empty braces', 'volumes: {} # mine\n', 'volumes:\n  d: # mine\n'],
  ['in braces', 'volumes: { a: {} }\n', 'volumes: { a: {}, d: }\n'],
  ['before the mark that ends the document', '...\n', 'volumes:\n  d:\n...\n'],
];
for (const [rule, before, after] of CASES)
  test(`defines a volume ${rule}`, async () => {
    const service = web(`volumes: [d:/d${before.includes('a:') ? ', a:/a' : ''}]`);
    const all = await offered(`${service}${before}`, 'reference-undefined');
    assert.deepEqual(
      all.filter(([title]) => title.startsWith('Define')),
      [['Define d under volumes', `${service}${after}`]],
    );
  });

test('says where the content of a secret is, also in braces', async () => {
  const service = web('secrets: [a, k]');
  const [fix] = await offered(`${service}secrets: { a: { file: ./a } }\n`, 'reference-undefined');
  assert.deepEqual(fix, ['Define k under secrets', `${service}secrets: { a: { file: ./a }, k: { file: ./k } }\n`]);
});
