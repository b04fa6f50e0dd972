import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectAround, projectFrom, projectWith } from '../../../../spec/compose/projectFiles';

type Env = Record<string, string>;

/** A tree of files by their texts. */
function given(files: Record<string, string>, env: Env = {}) {
  return { readFile: (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined), env };
}

const tree = (...paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, '']));

const FROM: [rule: string, files: Record<string, string>, expected: string[] | undefined, env?: Env][] = [
  ['the main file alone', tree('/p/compose.yml'), ['/p/compose.yml']],
  ['compose.yaml before the others', tree('/p/docker-compose.yml', '/p/compose.yml', '/p/compose.yaml'), ['/p/compose.yaml']],
  [
    'docker-compose.yml before docker-compose.yaml',
    tree('/p/docker-compose.yaml', '/p/docker-compose.yml'),
    ['/p/docker-compose.yml'],
  ],
  [
    'the override beside it',
    tree('/p/compose.yaml', '/p/compose.override.yaml'),
    ['/p/compose.yaml', '/p/compose.override.yaml'],
  ],
  [
    'an override of another name, .yml first',
    tree('/p/compose.yaml', '/p/docker-compose.override.yml', '/p/compose.override.yaml', '/p/compose.override.yml'),
    ['/p/compose.yaml', '/p/compose.override.yml'],
  ],
  ['no override without a main file', tree('/p/compose.override.yaml'), undefined],
  [
    'the nearest directory above that has some',
    tree('/compose.yaml', '/compose.override.yml'),
    ['/compose.yaml', '/compose.override.yml'],
  ],
  [
    'files that are named in .env',
    { ...tree('/p/compose.yaml'), '/p/.env': 'COMPOSE_FILE=a.yaml:sub/b.yaml\n' },
    ['/p/a.yaml', '/p/sub/b.yaml'],
  ],
  [
    'files that are named in the environment before those of .env',
    { '/p/.env': 'COMPOSE_FILE=a.yaml\nCOMPOSE_PATH_SEPARATOR=;\n' },
    ['/p/x.yaml', '/q/y.yaml'],
    { COMPOSE_FILE: 'x.yaml;/q/y.yaml' },
  ],
  ['the usual files when none is named', { ...tree('/p/compose.yaml'), '/p/.env': 'COMPOSE_FILE=\n' }, ['/p/compose.yaml']],
];

for (const [rule, files, expected, env] of FROM)
  test(`without a file takes ${rule}`, () => assert.deepEqual(projectFrom('/p', given(files, env))?.files, expected));

const BOTH = tree('/p/compose.yaml', '/p/compose.override.yaml', '/p/compose.prod.yaml', '/p/docker-compose.override.yml');

const AROUND: [rule: string, path: string, expected: string[], files?: Record<string, string>][] = [
  ['the main file with its override', '/p/compose.yaml', ['/p/compose.yaml', '/p/compose.override.yaml']],
  ['the override over its main file', '/p/compose.override.yaml', ['/p/compose.yaml', '/p/compose.override.yaml']],
  [
    'an override Compose does not take over the main file',
    '/p/docker-compose.override.yml',
    ['/p/compose.yaml', '/p/docker-compose.override.yml'],
  ],
  ['another file alone', '/p/compose.prod.yaml', ['/p/compose.prod.yaml']],
  ['an override alone where there is no main file', '/q/compose.override.yml', ['/q/compose.override.yml']],
  ['a file alone, whatever is above', '/p/sub/a.yaml', ['/p/sub/a.yaml']],
  [
    'a file that is named with those that are named with it',
    '/p/compose.prod.yaml',
    ['/p/compose.yaml', '/p/compose.prod.yaml'],
    { ...BOTH, '/p/.env': 'COMPOSE_FILE=compose.yaml:compose.prod.yaml\n' },
  ],
];

for (const [rule, path, expected, files = BOTH] of AROUND)
  test(`sees ${rule}`, () => assert.deepEqual(projectAround(path, given(files)).files, expected));

test('reads a project elsewhere with the variables of both directories, those of the environment first', () => {
  const files = { '/p/.env': 'COMPOSE_FILE=sub/a.yaml\nA=dotenv\nB=dotenv\n', '/p/sub/a.yaml': '' };
  assert.deepEqual(projectFrom('/p', given(files, { A: 'shell' })), {
    files: ['/p/sub/a.yaml'],
    env: { A: 'shell', B: 'dotenv', COMPOSE_FILE: 'sub/a.yaml' },
  });
});

const INCLUDED: [rule: string, files: Record<string, string>, expected: string[]][] = [
  [
    'the project above that includes it',
    { '/p/compose.yaml': 'services: {}\ninclude:\n- path: [other.yaml, a/b/compose.yaml]\n\n  # c\n- x.yaml\nvolumes: {}\n' },
    ['/p/compose.yaml'],
  ],
  [
    'the project that includes it by another file, with its override',
    {
      '/p/compose.yaml': 'include: [a/compose.yaml]\n',
      '/p/compose.override.yaml': '',
      '/p/a/compose.yaml': 'include:\r\n  - b/compose.yaml # c\r\nservices: {}\r\n',
    },
    ['/p/compose.yaml', '/p/compose.override.yaml'],
  ],
  ['no project that includes others', { '/p/compose.yaml': 'include: [c.yaml]\n' }, ['/p/a/b/compose.yaml']],
  ['no project that is included in a circle', { '/p/a/compose.yaml': 'include: [compose.yaml]\n' }, ['/p/a/b/compose.yaml']],
];
for (const [rule, files, expected] of INCLUDED)
  test(`a file is checked with ${rule}`, () => {
    const all = given({ '/p/a/b/compose.yaml': 'services: {}\n', ...files });
    assert.deepEqual(projectWith('/p/a/b/compose.yaml', all).files, expected);
    assert.deepEqual(projectAround('/p/a/b/compose.yaml', all).files, ['/p/a/b/compose.yaml'], 'it is run alone');
  });

test('a file of a name that is taken nowhere by itself may be a base of others', () => {
  const mayBeBase = (path: string) => projectAround(path, given(BOTH)).mayBeBase === true;
  assert.deepEqual(['/p/common.yaml', '/q/compose.base.yaml', '/q/compose.yaml', '/p/compose.yaml'].map(mayBeBase), [
    true,
    true,
    false,
    false,
  ]);
});
