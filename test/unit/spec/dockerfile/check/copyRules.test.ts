import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'files that are left out',
    'FROM alpine:3\nCOPY dist/a src/b lib/c.log /x/\nCOPY --from=q dist /y\nCOPY ["keep/a", "/z"]\n',
    [
      "2:6 dist/a: warning copy-ignored: 'dist/a' is left out of the build by .dockerignore.",
      "2:19 lib/c.log: warning copy-ignored: 'lib/c.log' is left out of the build by .dockerignore.",
    ],
    { '/p/.dockerignore': '# c\ndist\n**/*.log\nkeep\n!keep/a\n' },
  ],
  [
    'what the file of this Dockerfile leaves out',
    'FROM alpine:3\nCOPY a b /x/\n',
    ["2:8 b: warning copy-ignored: 'b' is left out of the build by Dockerfile.dockerignore."],
    { '/p/.dockerignore': 'a', '/p/Dockerfile.dockerignore': 'b' },
  ],
  ['nothing when a pattern cannot be told', 'FROM alpine:3\nCOPY a /x/\n', [], { '/p/.dockerignore': '[a-b]' }],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`sources: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
