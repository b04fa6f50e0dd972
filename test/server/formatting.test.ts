import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { editsInRange } from '../../server/features/formatting/editsInRange';
import { formatJson } from '../../server/features/formatting/formatJson';
import { formatYaml } from '../../server/features/formatting/formatYaml';
import type { Edit } from '../../server/features/formatting/rowSpacing';
import { Random } from './support/Random';
import { randomCompose } from './support/randomCompose';
import { randomYaml } from './support/randomYaml';

const TEXTS = 6000;

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: newText } of edits) {
    assert.ok(start >= at && end >= start, 'edits are in order');
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** Everything a document says, without where and how it is laid out. */
function meaning(node: unknown): unknown {
  if (isAlias(node)) return `*${node.source}`;
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (isMap(node)) return { anchor, tag, pairs: node.items.map(({ key, value }) => [meaning(key), meaning(value)]) };
  if (isSeq(node)) return { anchor, tag, items: node.items.map(meaning) };
  return isScalar(node) ? { anchor, tag, type: node.type, value: node.value } : null;
}

const comments = (text: string): string[] => (text.match(/#[^\n]*/g) ?? []).map((comment) => comment.trimEnd());

test(`formats ${TEXTS} texts so that they say the same, and only once`, () => {
  let changed = 0;
  for (let seed = 1; seed <= TEXTS; seed++) {
    const random = new Random(seed);
    const text = random.chance(0.5) ? randomYaml(random) : randomCompose(random);
    const before = parseDocument(text, { uniqueKeys: false });
    if (before.errors.length > 0) continue;
    const step = 1 + random.below(4);
    const result = applied(text, formatYaml(text, step).edits);
    const after = parseDocument(result, { uniqueKeys: false });
    const shown = `seed ${seed}:\n${text}\n→\n${result}`;
    assert.deepEqual(after.errors, [], shown);
    assert.deepEqual(meaning(after.contents), meaning(before.contents), shown);
    assert.deepEqual(comments(result), comments(text), shown);
    assert.deepEqual(formatYaml(result, step).edits, [], shown);
    if (result !== text) changed++;
  }
  assert.ok(changed > TEXTS / 2, `only ${changed} texts were changed`);
});

test(`formats parts of ${TEXTS} texts so that they say the same`, () => {
  for (let seed = 1; seed <= TEXTS; seed++) {
    const random = new Random(seed);
    const text = randomYaml(random);
    const before = parseDocument(text, { uniqueKeys: false });
    if (before.errors.length > 0) continue;
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1), text.length];
    const [first = 0, last = 0] = [random.pick(starts), random.pick(starts)].sort((a, b) => a - b);
    const result = applied(text, editsInRange(formatYaml(text, 2), first, last));
    const after = parseDocument(result, { uniqueKeys: false });
    const shown = `seed ${seed}, ${first}-${last}:\n${text}\n→\n${result}`;
    assert.deepEqual(after.errors, [], shown);
    assert.deepEqual(meaning(after.contents), meaning(before.contents), shown);
  }
});

test('formats JSON so that it says the same, and only once', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const random = new Random(seed);
    const value = randomValue(random, 0);
    const blanks = random.pick(['', ' ', '   ', '\t']);
    const text = JSON.stringify(value, null, blanks).replace(/\n/g, () => random.pick(['\n', ' ', '\n\n']));
    const result = applied(text, formatJson(text, '  '));
    assert.deepEqual(JSON.parse(result), value, text);
    assert.deepEqual(formatJson(result, '  '), [], `${text}\n→\n${result}`);
  }
});

function randomValue(random: Random, depth: number): unknown {
  if (depth > 3 || random.chance(0.3)) return random.pick([1, -2.5e10, true, null, 'text', '{ "a": [,] }', '\\"\n', '']);
  const items = Array.from({ length: random.below(5) }, () => randomValue(random, depth + 1));
  return random.chance(0.5) ? items : Object.fromEntries(items.map((item, index) => [`key ${index}`, item]));
}
