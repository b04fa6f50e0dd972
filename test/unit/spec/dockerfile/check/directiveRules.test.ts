import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'an escape character that cannot be one',
    '# escape=x\nFROM alpine:3\n',
    ["1:10 x: error directive-invalid: The escape character is '\\' or '`'."],
  ],
  [
    'a directive that is there twice',
    '# escape=`\n# Escape=\\\nFROM alpine:3\n',
    ["2:1 # Escape=\\: error directive-invalid: There may be only one directive 'escape'."],
  ],
  [
    'checks that do not exist',
    '#check = skip=FromAsCase, UndefinedVar;experimental=Nothing;foo=1\nFROM alpine:3\n',
    [
      '1:15 FromAsCase: warning directive-invalid: There is no check \'FromAsCase\'; did you mean FromAsCasing? ["FromAsCasing"]',
      "1:53 Nothing: warning directive-invalid: There is no check 'Nothing'.",
      "1:61 foo=1: warning directive-invalid: 'check' knows skip, error, experimental, not 'foo'.",
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`directives: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
