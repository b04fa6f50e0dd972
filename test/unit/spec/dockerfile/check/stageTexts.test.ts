import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'a path that depends on the base image',
    'FROM alpine:3\nWORKDIR a\nWORKDIR /b\nWORKDIR c\n',
    ["2:9 a: warning workdir-relative: Where 'a' is depends on the base image: begin with '/'. [\"/a\"]"],
  ],
  ['no path below a stage that says where it is', 'FROM alpine:3 AS a\nWORKDIR /b\nFROM a\nWORKDIR c\n', []],
  [
    'commands for a shell',
    'FROM alpine:3\nCMD npm start\nFROM alpine:3\nENTRYPOINT exec "$A"\nFROM alpine:3\nSHELL ["/bin/bash", "-c"]\nCMD a\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '3:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:5 npm start: warning shell-form: A shell runs this CMD and keeps signals from it: write a list, as in ["PROGRAM", "ARGUMENT"]. ["[\\"npm\\", \\"start\\"]"]',
      '4:12 exec "$A": warning shell-form: A shell runs this ENTRYPOINT and keeps signals from it: write a list, as in ["PROGRAM", "ARGUMENT"].',
    ],
  ],
  [
    'comments that do not describe, when asked',
    '# check=experimental=all\n\n# The version\nARG V=1\n# base is it\nFROM alpine:3 AS base\n\n# other\n\nFROM base AS b\n',
    [
      "3:1 # The version: warning description-invalid: A comment right above describes it, and begins with its name: '# V …'. Leave a line empty for other comments.",
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`workdirs, commands and comments: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
