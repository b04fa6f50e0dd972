import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeFindings } from '../../../../spec/check/composeFindings';
import { DEFAULT_SETTINGS } from '../../../../spec/check/settings';
import { loadProject } from '../../../../spec/compose/loadProject';

const NO_HOST = { facts: undefined, kindOf: undefined, env: {} };

/** `marked text: code: message` of what is said of the Dockerfiles in a Compose file. */
function problems(text: string, files: Record<string, string> = {}): string[] {
  const all: Record<string, string> = { ...files, '/p/compose.yaml': text };
  const readFile = (path: string): string | undefined => all[path];
  const project = loadProject({ files: ['/p/compose.yaml'], readFile, env: { TAG: 'Up', WORD: 'x' }, profiles: ['*'] });
  return composeFindings({ path: '/p/compose.yaml', text, project, readFile }, NO_HOST, DEFAULT_SETTINGS)
    .filter(({ code }) => code.startsWith('dockerfile-'))
    .map(({ range = [0, 0], code, message }) => `${text.slice(...range)}: ${code}: ${message}`);
}

const service = (lines: string, build = ''): string =>
  `services:\n  web:\n    build:\n      dockerfile_inline: |\n${lines.replace(/^(?=.)/gm, '        ')}${build.replace(/^(?=.)/gm, '      ')}`;

const CASES: [rule: string, text: string, expected: string[], files?: Record<string, string>][] = [
  ['nothing that is right', service('FROM alpine:3\nRUN echo $$HOME $$(id)\n'), []],
  [
    'an instruction behind a dollar sign and a heredoc',
    service('FROM alpine:3\nRUN <<EOF\necho $$A\nEOF\nCOPPY a b\n'),
    ['COPPY: dockerfile-instruction-unknown: There is no instruction COPPY; did you mean COPY?'],
  ],
  [
    'what a variable of the Compose file makes of it',
    service('FROM alpine:3\nSTOPSIGNAL ${WORD}\nWORKDIR ${WORD}\n'),
    [
      "${WORD}: dockerfile-workdir-relative: Where 'x' is depends on the base image: begin with '/'.",
      "${WORD}: dockerfile-argument-invalid: There is no signal 'x'.",
    ],
  ],
  ['nothing where a variable has no value', service('FROM ${NONE}\nCOPPY a b\n'), []],
  [
    'a text in quotes',
    'services:\n  web: { build: { dockerfile_inline: "FROM alpine:3\\nCOPPY a b" } }\n',
    ['COPPY: dockerfile-instruction-unknown: There is no instruction COPPY; did you mean COPY?'],
  ],
  [
    'a folded text, as a whole',
    'services:\n  web:\n    build:\n      dockerfile_inline: >\n        FROM alpine:3\n\n        COPPY a b\n',
    [
      '>\n        FROM alpine:3\n\n        COPPY a b\n: dockerfile-instruction-unknown: There is no instruction COPPY; did you mean COPY?',
    ],
  ],
  [
    'stages nobody builds, and not the one that is the target',
    service('FROM alpine:3 AS a\nFROM alpine:3 AS b\nFROM alpine:3\n', 'target: b\n'),
    ["a: dockerfile-stage-unused: Stage 'a' is used by no other stage; it is built only as the target of a build."],
  ],
  [
    'what the ignore file of the context leaves out',
    service('FROM alpine:3\nCOPY dist/a /\n', 'context: sub\n'),
    ["dist/a: dockerfile-copy-ignored: 'dist/a' is left out of the build by sub/.dockerignore."],
    { '/p/sub/.dockerignore': 'dist\n', '/p/.dockerignore': '' },
  ],
  [
    'nothing that a comment silences',
    service('FROM alpine:3\n# bulkhead-ignore dockerfile-instruction-unknown\nCOPPY a b\n'),
    [],
  ],
  [
    'one that two services share, once',
    'x-b: &b\n  dockerfile_inline: |\n    FROM a:1 AS one\n    COPPY a b\n    FROM a:1\nservices:\n  a: { build: *b }\n  b: { build: { <<: *b, target: one } }\n',
    ['COPPY: dockerfile-instruction-unknown: There is no instruction COPPY; did you mean COPY?'],
  ],
];

for (const [rule, text, expected, files] of CASES)
  test(`Dockerfiles in the file: finds ${rule}`, () => assert.deepEqual(problems(text, files), expected));
