import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpolateTree } from '../../../../spec/compose/interpolateTree';
import { valueAt } from '../../../../spec/yaml/Located';
import { writtenText } from '../../../../spec/yaml/writtenText';
import type { PlacedText } from '../../../../spec/yaml/PlacedText';
import { YamlFile } from '../../../../spec/yaml/YamlFile';

/** The value of `a: …`, with `$V` as `value` and `$E` as nothing. */
function read(yaml: string): { file: string; text: PlacedText | undefined } {
  const file = `a: ${yaml}`;
  const { root } = new YamlFile('/f', '/').parse(file);
  const node = root && valueAt(interpolateTree(root, file, (name) => ({ V: 'value', E: '' })[name]).root, 'a');
  return { file, text: node?.kind === 'scalar' ? writtenText(node, file) : undefined };
}

const CASES: [form: string, yaml: string, part: string, written: string][] = [
  ['a literal block', '|\n  FROM a\n    b\n\n  RUN c\n', 'RUN c', 'RUN c'],
  ['a line further in', '|\n  FROM a\n    b\n', '  b', '  b'],
  ['a block with empty lines first', '|\n\n  FROM a\n', 'FROM', 'FROM'],
  ['a block that keeps its end', '|+ # comment\n  a\n  b\n\n', 'b\n\n', 'b\n\n'],
  ['a block without an end', '|\n  a\n  b', 'b', 'b'],
  ['lines with carriage returns', '|\r\n  a\r\n  b\r\n', 'a\nb', 'a\r\n  b'],
  ['a text in quotes', "'it''s $$x'", "it's $x", "it''s $$x"],
  ['escapes', '"a\\n\\tb"', '\n\tb', '\\n\\tb'],
  ['a plain text', 'FROM b', 'b', 'b'],
  ['a dollar sign', '|\n  RUN $$HOME/b c\n', '$', '$$'],
  ['what is behind a dollar sign', '|\n  RUN $$HOME/b c\n', 'c', 'c'],
  ['a variable', '|\n  FROM a:${V}-b\n', 'alu', '${V}'],
  ['what is behind a variable', '|\n  FROM a:$V-b\n', '-b', '-b'],
  ['a variable of nothing', '|\n  FROM a${E}b\n', 'b', 'b'],
  ['a variable in another', '|\n  FROM ${X:-a${V}}:b\n', 'avalue', '${X:-a${V}}'],
];

for (const [form, yaml, part, written] of CASES)
  test(`finds the places of ${form}`, () => {
    const { file, text } = read(yaml);
    assert.ok(text);
    const at = text.text.indexOf(part);
    const range = text.rangeOf([at, at + part.length]);
    assert.equal(file.slice(...range), written);
    assert.equal(text.indexOf(range[0]), part === 'alu' ? at - 1 : at);
  });

for (const [form, yaml] of [
  ['folded', '>\n  a\n  b\n'],
  ['quoted over lines', '"a\n  b"'],
  ['of unusual escapes', '"\\x41"'],
  ['indented by number', '|1\n  a\n'],
])
  test(`has no places in a text that is ${form ?? ''}`, () => assert.equal(read(yaml ?? '').text, undefined));

test('knows what is written as it is', () => {
  const { text } = read('|\n  FROM a:$V\n');
  assert.ok(text);
  assert.deepEqual([text.isWritten([0, 7]), text.isWritten([0, 8]), text.isWritten([12, 13])], [true, false, true]);
});

test('takes empty lines behind a block with it', () => {
  const file = 'a: |-\n  FROM a\n\n   \nb: 1\n';
  const { root } = new YamlFile('/f', '/').parse(file);
  const node = root && valueAt(root, 'a');
  const text = node?.kind === 'scalar' ? writtenText(node, file, 18) : undefined;
  assert.equal(text?.text, 'FROM a\n\n');
  assert.deepEqual([text.rangeOf([8, 8]), text.indexOf(18)], [[18, 18], 8]);
});
