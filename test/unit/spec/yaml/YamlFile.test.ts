import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '../../../../spec/Problem';
import { valueAt } from '../../../../spec/yaml/Located';
import type { Located } from '../../../../spec/yaml/Located';
import { YamlFile } from '../../../../spec/yaml/YamlFile';
import { dumpTree } from '../../../server/support/dumpTree';
import { Random } from '../../../server/support/Random';

const EDITS = 400;
const SERVICES = 600;

const named = (index: number): string => `  s${index}:\n    image: x\n    labels:\n      same: text\n      same2: text\n`;

/** Far more than is compared at once, of lines that are mostly alike. */
const long = `services:\n${Array.from({ length: SERVICES }, (_, index) => named(index)).join('')}`;

const serviceIn = (file: YamlFile, text: string, name: string): Located | undefined =>
  valueAt(file.parse(text).root, 'services', name);

test(`reads a long file after any of ${EDITS} edits as if it were new`, () => {
  const random = new Random(7);
  const lines = long.split('\n');
  const file = new YamlFile('/f', '/');
  let text = long;
  for (let index = 0; index < EDITS; index++) {
    const at = random.below(text.length + 1);
    const removed = random.pick([0, 0, 1, 5, 70, 4096, 9000]);
    const inserted = random.pick(['', 'x', '\n', `\n${random.pick(lines)}\n`, named(index), lines.slice(1, 200).join('\n')]);
    text = text.slice(0, at) + inserted + text.slice(at + removed);
    if (text.length < 20_000) text = long;
    const [known, fresh] = [file.parse(text), new YamlFile('/f', '/').parse(text)];
    const dump = (one: typeof known): unknown => [dumpTree(one.root), one.problems.map(settle)];
    assert.deepEqual(dump(known), dump(fresh), `edit ${index} at ${at}`);
  }
});

test('keeps the trees of all services but the edited one, wherever in a long file it is', () => {
  for (const name of ['s0', 's1', 's299', 's599']) {
    const file = new YamlFile('/f', '/');
    const before = new Map(Array.from({ length: SERVICES }, (_, index) => [`s${index}`, serviceIn(file, long, `s${index}`)]));
    const edited = long.replace(`  ${name}:\n    image: x`, `  ${name}:\n    image: y`);
    for (const [one, tree] of before) assert.equal(serviceIn(file, edited, one) === tree, one !== name, `${one} after ${name}`);
  }
});
