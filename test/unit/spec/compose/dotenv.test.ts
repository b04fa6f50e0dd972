import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDotEnv } from '../../../../spec/compose/dotenv';

const parse = (text: string): Record<string, string | undefined> =>
  Object.fromEntries(parseDotEnv(text, '/p/.env', (name) => (name === 'OUTER' ? 'outer' : undefined)).variables);

const CASES: [rule: string, text: string, expected: Record<string, string | undefined>][] = [
  ['plain values', 'A=1\nB = two words \n', { A: '1', B: 'two words' }],
  ['export', 'export A=1\n', { A: '1' }],
  ['comments', '# c\n\nA=1 # c\nB=1#2\nC="x # y" # c\n', { A: '1', B: '1#2', C: 'x # y' }],
  ['a sign that begins no comment', 'A=#b\nB= #c\nC=d\t#e\n', { A: '#b', B: '#c', C: 'd\t#e' }],
  ['an escaped single quote', "A='it\\'s \\n'\n", { A: "it's \\n" }],
  ['all escapes', 'A="\\a\\v\\0101\\07\\c"\n', { A: '\x07\vA\\07\\c' }],
  ['a colon', 'A:b\nB: c\n', { A: 'b', B: 'c' }],
  ['letters of any alphabet', 'ÄÖ=1\n', { ÄÖ: '1' }],
  ['what follows a closing quote', 'A="b" B=c\nC=\'d\' # e\n', { A: 'b', B: 'c', C: 'd' }],
  ['single quotes are literal', "A='$OUTER\\n'\n", { A: '$OUTER\\n' }],
  ['double quotes have escapes and variables', 'A="a\\n\\"$OUTER\\"\\$B"\n', { A: 'a\n"outer"$B' }],
  ['quotes over lines', 'A="one\ntwo"\nB=3\n', { A: 'one\ntwo', B: '3' }],
  ['variables of earlier lines', 'A=1\nB=${A}2${C:-x}\n', { A: '1', B: '12x' }],
  ['names without a value', 'A\n', { A: undefined }],
  ['empty values', 'A=\nB=""\n', { A: '', B: '' }],
  ['CRLF and BOM', '\ufeffA=1\r\nB=2\r\n', { A: '1', B: '2' }],
];

for (const [rule, text, expected] of CASES) test(`.env: ${rule}`, () => assert.deepEqual(parse(text), expected));

test('.env: reports lines and quotes that are wrong, with their place', () => {
  const { problems } = parseDotEnv('A=1\n?? \nB="x\n', '/p/.env', () => undefined);
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place.range]),
    [
      ['env-line-invalid', [4, 7]],
      ['env-quote-open', [10, 12]],
    ],
  );
});

test('.env: says where variables and their values are', () => {
  const text = '# A=no\nexport export="x" # c\nB = two words # c\nC=\'$D\'\nE\n';
  const { assignments } = parseDotEnv(text, '/p/.env', () => undefined);
  assert.deepEqual(
    assignments.map(({ range, valueRange, isLiteral }) => [text.slice(...range), text.slice(...valueRange), isLiteral]),
    [
      ['export', '"x"', false],
      ['B', 'two words', false],
      ['C', "'$D'", true],
      ['E', '', true],
    ],
  );
});

test('.env: reports what follows a closing quote and is no variable', () => {
  const { problems } = parseDotEnv('A="b" c d\n', '/p/.env', () => undefined);
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place.range]),
    [['env-line-invalid', [5, 9]]],
  );
});
