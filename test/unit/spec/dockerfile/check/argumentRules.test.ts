import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'instructions without arguments',
    'FROM alpine:3\nCOPY\nADD x\nENV\nUSER\nHEALTHCHECK\nFROM\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:1 COPY: error argument-missing: COPY needs at least one source and a target.',
      '3:1 ADD: error argument-missing: ADD needs at least one source and a target.',
      '4:1 ENV: error argument-missing: ENV needs an argument.',
      '5:1 USER: error argument-missing: USER needs an argument.',
      '6:1 HEALTHCHECK: error argument-missing: HEALTHCHECK needs an argument.',
      '7:1 FROM: error argument-missing: FROM needs an argument.',
    ],
  ],
  [
    'commands that do nothing',
    'FROM alpine:3\nENTRYPOINT\nCMD\n',
    [
      '2:1 ENTRYPOINT: warning argument-missing: This ENTRYPOINT has no command, and does nothing.',
      '3:1 CMD: warning argument-missing: This CMD has no command, and does nothing.',
    ],
  ],
  [
    'a list of nothing for a volume',
    'FROM alpine:3\nVOLUME []\n',
    ['2:1 VOLUME: error argument-missing: VOLUME needs an argument.'],
  ],
  [
    'what follows an image',
    'FROM alpine:3 base\nFROM alpine:3 AS\nFROM alpine:3 AS a b c\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:1 FROM: information stage-unused: This stage is used by no other stage.',
      "1:15 base: error argument-invalid: Behind the image AS and a name may stand, not 'base'.",
      '2:15 AS: error argument-missing: Behind AS the name of the stage is missing.',
      '3:20 b c: error argument-extra: Nothing may stand behind the name of a stage.',
    ],
  ],
  [
    'kinds of checks',
    'FROM alpine:3\nHEALTHCHECK NON\nFROM alpine:3\nHEALTHCHECK NONE x y\nFROM alpine:3\nHEALTHCHECK --retries=2 CMD\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '3:1 FROM: information stage-unused: This stage is used by no other stage.',
      "2:13 NON: error argument-invalid: HEALTHCHECK is followed by CMD or NONE, not 'NON'.",
      '4:18 x y: error argument-extra: HEALTHCHECK NONE takes no arguments.',
      '6:25 CMD: error argument-missing: This check has no command.',
    ],
  ],
  [
    'signals that do not exist',
    'FROM alpine:3\nSTOPSIGNAL SIGTREM\nSTOPSIGNAL 65\nSTOPSIGNAL SIGTERM x\n',
    [
      '2:12 SIGTREM: error argument-invalid: There is no signal \'SIGTREM\'; did you mean SIGTERM? ["SIGTERM"]',
      "3:12 65: error argument-invalid: There is no signal '65'.",
      '4:20 x: error argument-extra: STOPSIGNAL takes one signal.',
    ],
  ],
  [
    'a target for several sources',
    'FROM alpine:3\nCOPY a b c\nADD ["a", "b", "c"]\n',
    [
      '2:10 c: warning argument-invalid: With several sources, the target of COPY must be a directory: end it with \'/\'. ["c/"]',
      "3:17 c: warning argument-invalid: With several sources, the target of ADD must be a directory: end it with '/'.",
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`arguments: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
