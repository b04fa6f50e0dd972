import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProblems } from '../../../../spec/check/buildProblems';
import { loadProject } from '../../../../spec/compose/loadProject';

const DOCKERFILE = 'ARG VERSION=1\nFROM a:$VERSION AS Build\nFROM build\n';

/** `marked text: severity code: message` of a build, beside a Dockerfile. */
function problems(build: string, files: Record<string, string> = { '/p/Dockerfile': DOCKERFILE }, before = ''): string[] {
  const text = `${before}services:\n  web:\n    build: ${build}\n`;
  const all: Record<string, string> = { ...files, '/p/compose.yaml': text };
  const readFile = (path: string): string | undefined => all[path];
  const { tree } = loadProject({ files: ['/p/compose.yaml'], readFile, env: {}, profiles: ['*'] });
  return buildProblems(tree, readFile).map(
    ({ range = [0, 0], severity, code, message, replacement }) =>
      `${text.slice(...range)}: ${severity} ${code}: ${message}${replacement === undefined ? '' : ` [${replacement}]`}`,
  );
}

const CASES: [what: string, build: string, expected: string[], files?: Record<string, string>][] = [
  ['finds nothing wrong', '{ context: ., target: BUILD, args: { VERSION: 2, http_proxy: x, BUILDKIT_SYNTAX: y } }', []],
  ['takes a stage by its number', '{ context: ., target: "1" }', []],
  ['takes `dockerfile` for Dockerfile', '.', [], { '/p/dockerfile': DOCKERFILE }],
  [
    'names the stage that was meant',
    '{ context: ., target: biuld }',
    [
      "biuld: error build-target-undefined: Service web builds stage 'biuld', which its Dockerfile does not have; did you mean 'Build'? [Build]",
    ],
  ],
  [
    'knows the Dockerfile in the file',
    '{ dockerfile_inline: "FROM a AS b", target: c2 }',
    [
      "c2: error build-target-undefined: Service web builds stage 'c2', which its Dockerfile does not have; name a stage with AS behind its FROM.",
    ],
  ],
  [
    'finds arguments nobody takes',
    '{ context: ., args: [VERSOIN=2, VERSION] }',
    ['VERSOIN=2: information build-arg-unused: No ARG of the Dockerfile of web takes VERSOIN; did you mean VERSION?'],
  ],
  [
    'finds that there is no Dockerfile',
    '{ context: ./sub, dockerfile: a.Dockerfile, target: x }',
    ['a.Dockerfile: warning build-file-missing: Service web is built from /p/sub/a.Dockerfile, which does not exist.'],
  ],
  ['leaves addresses alone', 'https://example.com/repo.git', []],
  ['leaves what a variable decides alone', '{ context: "${DIR}", target: x }', []],
  ['leaves a target from a variable alone', '{ context: ., target: "${STAGE}" }', []],
];

for (const [what, build, expected, files] of CASES)
  test(what, () => {
    assert.deepEqual(problems(build, files), expected);
  });
