import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unusedAnchors } from '../../../../spec/check/unusedAnchors';

const found = (text: string): string[] => unusedAnchors('/p/compose.yaml', text).map(({ range }) => text.slice(...range!));

const CASES: [rule: string, text: string, expected: string[]][] = [
  ['an anchor without an alias', 'x-a: &a {}\nb: 1\n', ['&a']],
  ['no anchor with one', 'x-a: &a {}\nb: *a\n', []],
  ['no anchor in a list that is merged', 'x-a: &a {}\nx-b: &b {}\nc:\n  <<: [*a, *b]\n', []],
  ['nothing in texts and comments', '# &a\nb: "x &c y"\nd: sleep 1 &e && f &\ng: |\n  run &h\n', []],
  ['an anchor in brackets', 'a: [&b 1, &c 2, *c]\n', ['&b']],
];

for (const [rule, text, expected] of CASES) test(`finds ${rule}`, () => assert.deepEqual(found(text), expected));
