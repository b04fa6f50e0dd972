import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'a name that is there twice',
    'FROM alpine:3 AS a\nFROM a AS A\n',
    [
      "2:11 A: warning stage-name-duplicate: There is already a stage 'a' above.",
      '2:11 A: warning stage-name-case: Write the name of a stage in lower case: a. ["a"]',
    ],
  ],
  [
    'a stage that is meant otherwise',
    'FROM alpine:3 AS build\nFROM alpine:3\nCOPY --from=biuld /a /\nCOPY --from=nginx /a /\nCOPY --from=build:1 /a /\nRUN --mount=from=buidl,target=/x a\nCOPY --from=build /a /\n',
    [
      "3:13 biuld: warning stage-undefined: There is no stage 'biuld'; did you mean 'build'? [\"build\"]",
      "6:18 buidl: warning stage-undefined: There is no stage 'buidl'; did you mean 'build'? [\"build\"]",
    ],
  ],
  [
    'a number without a stage',
    'FROM alpine:3\nCOPY --from=1 /a /\nCOPY --from=0 /b /\n',
    [
      '2:13 1: error stage-undefined: There is no stage number 1; they are counted from 0.',
      '3:13 0: error stage-cycle: A stage cannot take from itself.',
    ],
  ],
  [
    'a stage that is only below',
    'FROM final\nFROM alpine:3 AS final\nCOPY --from=0 /a /\n',
    ["1:6 final: warning stage-undefined: Stage 'final' is below: FROM knows only stages above it."],
  ],
  [
    'stages that need each other',
    'FROM alpine:3 AS a\nCOPY --from=c /x /\nFROM a AS b\nFROM b AS c\nFROM alpine:3\nCOPY --from=c /x /\n',
    [
      "2:13 c: error stage-cycle: Stage 'c' needs this one in turn: neither can be built.",
      "3:6 a: error stage-cycle: Stage 'a' needs this one in turn: neither can be built.",
      "4:6 b: error stage-cycle: Stage 'b' needs this one in turn: neither can be built.",
    ],
  ],
  [
    'a stage nobody uses',
    'FROM alpine:3 AS dev\nFROM alpine:3\nFROM alpine:3 AS last\n',
    [
      "1:18 dev: information stage-unused: Stage 'dev' is used by no other stage; it is built only as the target of a build.",
      '2:1 FROM: information stage-unused: This stage is used by no other stage.',
    ],
  ],
  ['no stage that is a target', 'FROM alpine:3 AS dev\nFROM alpine:3 AS last\n', [], {}, ['dev']],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`stages: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
