import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { test } from 'node:test';
import { specFindings } from '../../../../spec/check/specFindings';
import { DEFAULT_SETTINGS } from '../../../../spec/check/settings';

type Files = Record<string, string>;

/** `severity text: message` of names that are not defined in a file, which is seen among others. */
function undefinedIn(path: string, files: Files): string[] {
  const text = files[path] ?? '';
  const readFile = (one: string): string | undefined => files[one];
  const listNames = (directory: string): string[] =>
    Object.keys(files).flatMap((one) => (dirname(one) === directory ? [basename(one)] : []));
  return specFindings(path, text, { readFile, listNames, env: {} }, undefined, DEFAULT_SETTINGS)
    .filter(({ code }) => code === 'reference-undefined')
    .map(({ severity, message, range }) => `${severity} ${text.slice(...(range ?? []))}: ${message}`);
}

const base = (...networks: string[]): string => `services:\n  web: { image: x, networks: [${networks.join(', ')}] }\n`;
const user = (key: string, network: string): string =>
  `services:\n  web:\n    ${key}\n    image: y\nnetworks: { ${network}: {} }\n`;

const ONLY = (file: string): string => `information front: Service web uses network 'front', which only ${file} defines.`;
const TYPO =
  "error frnt: Service web uses network 'frnt', which is not defined; define it under networks at the top of the file.";
const MISSING =
  "error front: Service web uses network 'front', which is not defined; define it under networks at the top of the file.";

const CASES: [rule: string, path: string, files: Files, expected: string[]][] = [
  [
    'what extends a file may define what that uses, in a project of its directory',
    '/p/common.yaml',
    {
      '/p/common.yaml': base('front', 'frnt'),
      '/p/compose.yaml': user('extends: { file: common.yaml, service: web }', 'front'),
    },
    [ONLY('compose.yaml'), TYPO],
  ],
  [
    'of one above, through another file',
    '/p/base/one.yaml',
    {
      '/p/base/one.yaml': base('front', 'frnt'),
      '/p/base/two.yaml': 'services:\n  web: { extends: { file: one.yaml, service: web } }\n',
      '/p/docker-compose.yml': user('extends: { file: base/two.yaml, service: web }', 'front'),
    },
    [ONLY('docker-compose.yml'), TYPO],
  ],
  [
    'or in a file beside it of any name, with what that includes',
    '/p/base.yml',
    {
      '/p/base.yml': base('front', 'frnt'),
      '/p/prod.yml': 'include: [nets.yml]\nservices:\n  web: { extends: { file: ./base.yml, service: web } }\n',
      '/p/nets.yml': 'networks: { front: {} }\n',
    },
    [ONLY('nets.yml'), TYPO],
  ],
  [
    'and so may a file that includes it',
    '/p/part.yml',
    { '/p/part.yml': base('front', 'frnt'), '/p/stack.yml': 'include: [part.yml]\nnetworks: { front: {} }\n' },
    [ONLY('stack.yml'), TYPO],
  ],
  [
    'a file that is named as a variant is laid over the main one',
    '/p/docker-compose.prod.yml',
    { '/p/docker-compose.prod.yml': base('front', 'frnt'), '/p/docker-compose.yml': 'networks: { front: {} }\n' },
    [ONLY('docker-compose.yml'), TYPO],
  ],
  [
    'one of another name is, when it has services that are whole in that alone',
    '/p/gpu.yml',
    {
      '/p/gpu.yml': `${base('front', 'frnt')}  db: { gpus: all }\n`,
      '/p/compose.yaml': 'services: { db: { image: x } }\nnetworks: { front: {} }\n',
    },
    [ONLY('compose.yaml'), TYPO],
  ],
  [
    'one that nothing says so of stands alone',
    '/p/stack.yaml',
    {
      '/p/stack.yaml': base('front'),
      '/p/compose.yaml': 'services: { db: { image: x } }\nnetworks: { front: {} }\n# stack.yaml is not extended\n',
      '/p/other.yaml': user('extends: { file: common.yaml, service: web }', 'front'),
    },
    [MISSING],
  ],
  [
    'a main file leaves nothing to others',
    '/p/compose.yaml',
    { '/p/compose.yaml': base('front'), '/p/other.yaml': user('extends: { file: compose.yaml, service: web }', 'front') },
    [MISSING],
  ],
];

for (const [rule, path, files, expected] of CASES)
  test(`names defined beside a file: ${rule}`, () => assert.deepEqual(undefinedIn(path, files), expected));
