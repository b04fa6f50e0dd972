import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { settle } from '../../spec/Problem';
import { parsePlainBlock } from '../../spec/yaml/parsePlainBlock';
import { parseAnyBlock } from '../../spec/yaml/parseBlock';
import type { ParsedYaml } from '../../spec/yaml/YamlFile';
import { YamlFile } from '../../spec/yaml/YamlFile';
import { dumpTree } from './support/dumpTree';
import { Random } from './support/Random';
import { randomCompose } from './support/randomCompose';
import { randomLines } from './support/randomLines';

const TEXTS = 3000;
const LINES = 30_000;
const SEQUENCES = 1000;
const EDITS = 8;

const dump = ({ root, problems }: ParsedYaml): unknown => [dumpTree(root), problems.map(settle)];

function whole(text: string): ParsedYaml {
  return parseAnyBlock(text, { file: '/f', baseDir: '/', start: 0 }, 0, () => undefined);
}

test(`parses ${TEXTS} texts without faults block by block as it would as a whole`, () => {
  let compared = 0;
  for (let seed = 1; seed <= TEXTS; seed++) {
    const text = randomCompose(new Random(seed));
    if (parseDocument(text, { uniqueKeys: false }).errors.length > 0) continue;
    compared++;
    const [blocks, all] = [new YamlFile('/f', '/').parse(text), whole(text)];
    assert.deepEqual(dumpTree(blocks.root), dumpTree(all.root), `seed ${seed}:\n${text}`);
    const sorted = (problems: ParsedYaml['problems']): unknown[] => problems.map((one) => JSON.stringify(settle(one))).sort();
    assert.deepEqual(sorted(blocks.problems), sorted(all.problems), `seed ${seed}:\n${text}`);
  }
  assert.ok(compared > TEXTS / 2, `only ${compared} texts were valid`);
});

test(`reads ${LINES} texts of plain lines as the library does, faults and all, or leaves them to it`, () => {
  let [compared, anchored] = [0, 0];
  for (let seed = 1; seed <= LINES; seed++) {
    const text = randomLines(new Random(seed));
    const origin = { file: '/f', baseDir: '/', start: 0 };
    const plain = parsePlainBlock(text, origin);
    if (!plain) continue;
    compared++;
    if (plain.anchors.size > 0) anchored++;
    const { root, size, anchors, problems } = parseAnyBlock(text, origin, 0, () => undefined);
    assert.deepEqual({ ...plain, problems: [] }, { root, size, anchors, problems }, `seed ${seed}:\n${text}`);
  }
  assert.ok(anchored > LINES / 50, `only ${anchored} plain texts had anchors`);
  assert.ok(compared > LINES / 4, `only ${compared} texts were plain`);
});

function edit(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const removed = random.chance(0.5) ? random.below(12) : 0;
  const inserted = random.pick([
    '',
    'x',
    ':',
    '\n',
    '  ',
    '  n9:\n    image: y\n',
    '&a ',
    '*base',
    '"',
    '{',
    ']',
    '# ',
    '- ',
    '\r\n',
    '\t',
    'services:\n',
  ]);
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

test(`knows a text after any of ${SEQUENCES} sequences of edits as if it were new`, () => {
  for (let seed = 1; seed <= SEQUENCES; seed++) {
    const random = new Random(seed);
    let text = randomCompose(random);
    const file = new YamlFile('/f', '/');
    for (let index = 0; index < EDITS; index++) {
      assert.deepEqual(
        dump(file.parse(text)),
        dump(new YamlFile('/f', '/').parse(text)),
        `seed ${seed}, edit ${index}:\n${text}`,
      );
      text = edit(random, text);
    }
  }
});

test('keeps the trees of entries that were not edited', () => {
  const text = 'services:\n  a:\n    image: x\n  b:\n    image: y\n  c:\n    image: z\n';
  const file = new YamlFile('/f', '/');
  const services = ({ root }: ParsedYaml) => {
    const node = root?.kind === 'map' ? root.entries.get('services')?.value : undefined;
    return node?.kind === 'map' ? node.entries : new Map<string, never>();
  };
  const before = services(file.parse(text));
  const after = services(file.parse(text.replace('image: y', 'image: longer')));
  assert.equal(after.get('a'), before.get('a'));
  assert.notEqual(after.get('b'), before.get('b'));
  assert.equal(after.get('c'), before.get('c'));
});

test('keeps a fault of syntax within its entry', () => {
  const text = 'services:\n  a:\n    image: [x\n  b:\n    image: y\n';
  const { root, problems } = new YamlFile('/f', '/').parse(text);
  assert.ok(problems.length > 0);
  assert.ok(problems.every((problem) => (settle(problem).range?.[0] ?? 0) < 31));
  assert.match(JSON.stringify(dumpTree(root)), /"y"/);
});
