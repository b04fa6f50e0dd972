import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { plainValue } from '../../../../spec/yaml/Located';
import { printTree } from '../../../../spec/yaml/printTree';
import { scalarText } from '../../../../spec/yaml/scalarText';
import { YamlFile } from '../../../../spec/yaml/YamlFile';

const TEXTS = [
  'a: { b: [1, "2", true, null, 0x10], c: {}, d: [] }\n',
  'a:\n  - - 1\n    - { b: c, d: [e] }\n  - {}\n',
  'a: "x: y"\nb: "# c"\nc: " d "\ne: "yes"\nf: "12"\ng: ""\nh: "- i"\n"1": "[j]"\n',
  'a: |\n  one\n    two\n\n  three\nb: >-\n  four\nc: "five\\n\\n"\nd: "\\tsix\\n"\n',
  'a: "\\u0007 \\u2028 é"\n',
];

for (const text of TEXTS)
  test(`prints ${JSON.stringify(text)} so that it says the same`, () => {
    const root = new YamlFile('/f', '/').parse(text).root!;
    const printed = printTree(root);
    assert.deepEqual(parse(printed), parse(text), printed);
    assert.deepEqual(plainValue(new YamlFile('/f', '/').parse(printed).root!), plainValue(root));
  });

test('writes texts plainly only where they stay texts', () => {
  for (const text of ['nginx:1.27', './a/b', 'NET_ADMIN', 'a=b,c', 'echo hello', '${A:-b}'.slice(1)])
    assert.equal(parse(scalarText(text)), text);
  for (const text of [
    '1',
    '1.5',
    '0440',
    'true',
    'No',
    '~',
    'a: b',
    'a #b',
    'a:',
    '@a',
    '- a',
    'a, b',
    '*a',
    '!a',
    'a b ',
    '2026-01-01',
    '1:30',
  ])
    assert.equal(scalarText(text), JSON.stringify(text), text);
});
