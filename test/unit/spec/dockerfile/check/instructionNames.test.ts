import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'an unknown instruction, and what was meant',
    'FROM alpine:3\nCOPPY a /\n',
    ['2:1 COPPY: error instruction-unknown: There is no instruction COPPY; did you mean COPY? ["COPY"]'],
  ],
  [
    'a line that lacks the sign before it',
    'FROM alpine:3\nRUN make\n  && make install\n',
    ['3:3 &&: error instruction-unknown: There is no instruction &&; does a line before it lack the sign that it goes on?'],
  ],
  ['an empty file', '\n# nothing\n', ['1:1 : information from-missing: This file is empty: a Dockerfile begins with FROM.']],
  ['a file without FROM', 'ARG A=1\n', ['1:1 ARG: error from-missing: There is no FROM: nothing is built.']],
  [
    'an instruction before FROM',
    'WORKDIR /a\nFROM alpine:3\n',
    ['1:1 WORKDIR: error from-missing: Only ARG may stand before the first FROM, not WORKDIR.'],
  ],
  [
    'instructions in another case than most',
    'FROM alpine:3\nrun a\nOnbuild RUN b\n',
    [
      '2:1 run: warning instruction-case: Write run in upper case, as most of this file is. ["RUN"]',
      '3:1 Onbuild: warning instruction-case: Write Onbuild in upper case, as most of this file is. ["ONBUILD"]',
    ],
  ],
  [
    'upper case in a file in lower case',
    'from alpine:3\nrun a\nRUN b\n',
    ['3:1 RUN: warning instruction-case: Write RUN in lower case, as most of this file is. ["run"]'],
  ],
  [
    'MAINTAINER',
    'FROM alpine:3\nMAINTAINER "Ada <a@b.c>"\n',
    [
      '2:1 MAINTAINER "Ada <a@b.c>": warning maintainer-deprecated: MAINTAINER is deprecated: use a label. ["LABEL org.opencontainers.image.authors=\\"Ada <a@b.c>\\""]',
    ],
  ],
  [
    'all commands but the last of a stage',
    'FROM alpine:3\nCMD ["a"]\nENTRYPOINT ["a"]\nCMD ["b"]\nENTRYPOINT ["b"]\nFROM alpine:3\nCMD ["c"]\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:1 CMD: warning instruction-repeated: Only the last CMD of a stage counts; this one does nothing.',
      '3:1 ENTRYPOINT: warning instruction-repeated: Only the last ENTRYPOINT of a stage counts; this one does nothing.',
    ],
  ],
  [
    'what ONBUILD cannot keep',
    'FROM alpine:3\nONBUILD FROM x\nONBUILD ONBUILD RUN y\nONBUILD MAINTAINER z\n',
    [
      '2:9 FROM: error onbuild-invalid: ONBUILD cannot keep FROM for later.',
      '3:9 ONBUILD: error onbuild-invalid: ONBUILD cannot keep ONBUILD for later.',
      '4:9 MAINTAINER: error onbuild-invalid: ONBUILD cannot keep MAINTAINER for later.',
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`names of instructions: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
