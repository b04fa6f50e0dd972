import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'an unknown type',
    'FROM alpine:3\nRUN --mount=type=secrets,id=a b\n',
    [
      '2:18 secrets: error mount-invalid: There is no mount of type \'secrets\'; there are bind, cache, tmpfs, secret, ssh. ["secret"]',
    ],
  ],
  [
    'unknown options',
    'FROM alpine:3\nRUN --mount=type=cache,targt=/a,target=/b c\n',
    ['2:24 targt: error mount-invalid: A mount has no option \'targt\'; did you mean target? ["target"]'],
  ],
  [
    'options of another type',
    'FROM alpine:3\nRUN --mount=type=bind,target=/a,sharing=locked c\n',
    ['2:33 sharing: warning mount-invalid: sharing is for mounts of type cache; this one is of type bind.'],
  ],
  [
    'values of the wrong kind',
    'FROM alpine:3\nRUN --mount=type=cache,target=/a,sharing=no,mode=9,uid=me,ro=x --mount=type=tmpfs,target=/t,size=big c\n',
    [
      '2:34 sharing=no: error mount-invalid: sharing is one of shared, private, locked.',
      '2:45 mode=9: error mount-invalid: mode is a mode in octal, as in 0400.',
      '2:52 uid=me: error mount-invalid: uid is a number.',
      '2:59 ro=x: error mount-invalid: ro is true or false.',
      '2:93 size=big: error mount-invalid: size is a size, as in 64m.',
    ],
  ],
  [
    'a target that is missing',
    'FROM alpine:3\nRUN --mount=type=cache,id=a b\nRUN --mount=from=a,source=/x b\n',
    [
      '2:13 type=cache,id=a: error mount-invalid: A mount of type cache needs target=….',
      '3:13 from=a,source=/x: error mount-invalid: A mount of type bind needs target=….',
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`mounts: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));

test('mounts: options of Podman are right in a Containerfile and doubtful in a Dockerfile', () => {
  const text = 'FROM alpine:3\nRUN --mount=type=bind,src=.,dst=/a,Z,relabel=shared --mount=type=secret,id=a,z make\n';
  const ofSecret = "2:78 z: error mount-invalid: A mount has no option 'z'.";
  const shown = (name: string) =>
    found(text, {}, [], name).map(({ at, severity, code, message }) => `${at}: ${severity} ${code}: ${message}`);
  assert.deepEqual(shown('Containerfile'), [ofSecret]);
  assert.deepEqual(shown('Dockerfile'), [
    "2:36 Z: warning mount-invalid: Docker has no mount option 'Z'; only Podman and Buildah do.",
    "2:38 relabel: warning mount-invalid: Docker has no mount option 'relabel'; only Podman and Buildah do.",
    ofSecret,
  ]);
});
