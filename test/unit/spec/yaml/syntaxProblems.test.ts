import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '../../../../spec/Problem';
import { YamlFile } from '../../../../spec/yaml/YamlFile';

/** `line:column 'marked text' message`, line and column from 1. */
function problemsOf(text: string): string[] {
  const { problems } = new YamlFile('/p/compose.yaml', '/p').parse(text);
  return problems.map(settle).map(({ range = [0, 0], message }) => {
    const before = text.slice(0, range[0]).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} '${text.slice(...range)}' ${message}`;
  });
}

const CASES: [what: string, text: string, expected: string[]][] = [
  ['at the end', 'volumes: [\n', ["1:10 '[' This [ is not closed: a ] is missing, or not indented deeper than the key."]],
  ['of the whole file', '[\n', ["1:1 '[' This [ is not closed: a ] is missing, or not indented deeper than the key."]],
  [
    'before the next key',
    'services:\n  web:\n    ports: ["80:80",\n    tty: true\n',
    ["3:12 '[' This [ is not closed: a ] is missing, or not indented deeper than the key."],
  ],
  ['of a mapping', 'a: { b: c\nd: e\n', ["1:4 '{' This { is not closed: a } is missing, or not indented deeper than the key."]],
  [
    'both of two',
    'a: [1, {b: c\nd: e\n',
    [
      "1:8 '{' This { is not closed: a } is missing, or not indented deeper than the key.",
      "1:4 '[' This [ is not closed: a ] is missing, or not indented deeper than the key.",
    ],
  ],
  [
    'behind one that is',
    'a: [1, [2]\nd: e\n',
    ["1:4 '[' This [ is not closed: a ] is missing, or not indented deeper than the key."],
  ],
  [
    'in each block',
    'a: [1\nb: [2\n',
    [
      "1:4 '[' This [ is not closed: a ] is missing, or not indented deeper than the key.",
      "2:4 '[' This [ is not closed: a ] is missing, or not indented deeper than the key.",
    ],
  ],
  ['that is a quote', 'a: "b\nc: d\n', [`1:4 '"' This " is not closed: a " is missing.`]],
  ['that is a quote with others in it', "a: 'it''s\nc: d\n", ["1:4 ''' This ' is not closed: a ' is missing."]],
  [
    'that is closed too far to the left',
    'services:\n  web:\n    ports: [\n      80\n  ]\n',
    [
      "3:12 '[' This [ is not closed: a ] is missing, or not indented deeper than the key.",
      `5:3 ']' Unexpected flow-seq-end token in YAML stream: "]"`,
    ],
  ],
];

for (const [what, text, expected] of CASES)
  test(`a bracket that is not closed is marked: ${what}`, () => {
    assert.deepEqual(problemsOf(text), expected);
  });

test('tells of further documents, but not of empty ones', () => {
  const told =
    'What follows is another YAML document, and is not read: Docker Compose merges it over the first one. Put it into a file of its own that is merged.';
  assert.deepEqual(problemsOf('a: b\n--- # more\nc: d\n---\ne: f\n'), [`2:1 '--- # more' ${told}`]);
  for (const end of ['---\n', '...\n', '---\n# end\n\n...\n']) assert.deepEqual(problemsOf(`---\na: b\n${end}`), [], end);
});

const PLAINLY: [what: string, text: string, expected: string[]][] = [
  ['a key without a colon', 'a:\n  b\n  c: d\n', ["2:3 'b' A colon is missing behind 'b'."]],
  ['one with a list below', 'a: b\nports # all\n  - 80\n', ["2:1 'ports' A colon is missing behind 'ports'."]],
  ['a colon without a blank', 'a:\n  B:1\n  c: d\n', ["2:3 'B:1' A blank is missing behind the colon: 'B: 1' is meant."]],
  [
    'a text with a colon in it',
    'a: echo b: c # d\n',
    ["1:4 'echo b: c' A text with a colon and a blank in it is put in quotes, or its ': ' begins another value."],
  ],
  [
    'a line that is too far in',
    'a: x\n  b: c\n',
    ["2:3 'b: c' This is indented deeper than the line above, which has its value already."],
  ],
  [
    'a line that is not far enough in',
    'a:\n    b: c\n  d: e\n',
    ["3:3 'd: e' This is indented unlike the lines above: all keys of a mapping begin in the same column."],
  ],
  [
    'an item of a mapping',
    'a:\n  b: c\n  - d\n',
    [
      "3:3 '- d' This item is in no list: indent it like the items above, or leave out its '-'.",
      "3:3 '- d\n' A key must be a plain text.",
    ],
  ],
  ['what cannot begin a text', 'a: @b\n', ["1:4 '@' A text that begins with @ is put in quotes."]],
  [
    'what stands behind a value',
    'a: "b" c # d\n',
    ["1:8 'c' This stands behind a value that is complete: put the whole of it in quotes."],
  ],
];

for (const [what, text, expected] of PLAINLY)
  test(`says plainly what is wrong with ${what}`, () => assert.deepEqual(problemsOf(text), expected));
