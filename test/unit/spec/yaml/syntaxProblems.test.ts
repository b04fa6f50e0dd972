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
