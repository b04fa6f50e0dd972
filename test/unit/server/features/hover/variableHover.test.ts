import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver/node';
import { shownRange } from '../../support';
import { atCursor } from '../../TestClient';

const OPTIONS = { files: { '/project/.env': 'A=1\nE=\n' }, env: { H: '/home' } };

/** Range and first paragraph of what is said at the mark in a value. */
async function shown(value: string): Promise<[string, string] | undefined> {
  const text = `services:\n  web:\n    image: x\n    hostname: ${value}\n`;
  const found = await atCursor(
    text,
    (client, line, character) => client.at<Hover | null>('textDocument/hover', line, character),
    OPTIONS,
  );
  const { contents, range } = found ?? {};
  const said = contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
  return range && [shownRange(range), said.split('\n\n')[0] ?? ''];
}

const CASES: [value: string, range: string, said: string][] = [
  ['"${|A}-${B:-x}"', '3:15-19', '**A** is `1`, from `.env`.'],
  ['"${A}-${B|:-x}"', '3:20-27', '**B** has no value.  \nDefault: `x`, where it has no value or is empty.'],
  ['$A-$|H/$$A', '3:17-19', '**H** is `/home`, from the environment.'],
  ['"${B:-a${A|}}"', '3:21-25', '**A** is `1`, from `.env`.'],
  ['"${B:-|a${A}}"', '3:15-26', '**B** has no value.  \nDefault: `a${A}`, where it has no value or is empty.'],
  ['${E|-x}', '3:14-20', '**E** is an empty text, from `.env`.  \nDefault: `x`, where it has no value.'],
  ['${B|:?say so}', '3:14-26', '**B** has no value.  \nRequired: where it has no value or is empty, nothing is started: say so'],
  ['${A|+y}', '3:14-20', '**A** is `1`, from `.env`.  \nReplaced by `y` where it has a value.'],
];
for (const [value, range, said] of CASES)
  test(`says of one variable in ${value}`, async () => assert.deepEqual(await shown(value), [range, said]));

test('says the value of all where there is no variable, and of a dollar sign that is meant', async () => {
  for (const value of ['"p|-${A}"', '"$$|A${A}"']) {
    const [range, said] = (await shown(value)) ?? [];
    assert.equal(range, `3:14-${14 + value.length - 1}`);
    assert.match(said ?? '', /^\*\*hostname\*\*/);
  }
});
