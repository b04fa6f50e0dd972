import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlayHint } from 'vscode-languageserver/node';
import { TestClient } from '../TestClient';

/** `line:character label` of all hints. */
async function hints(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const client = new TestClient({ files });
  try {
    await client.open(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const found = await client.ask<InlayHint[]>('textDocument/inlayHint', { range });
    return found.map(({ position: { line, character }, label }) => `${line}:${character} ${label as string}`);
  } finally {
    await client.close();
  }
}

const FRAGMENTS = 'x-a: &a\n  restart: always\n  image: x\nx-b: &b { tty: true, image: y }\n';

const CASES: [rule: string, text: string, expected: string[], files?: Record<string, string>][] = [
  ['what a fragment brings in', `${FRAGMENTS}services:\n  web:\n    <<: *a\n`, ['6:10 gets restart, image']],
  [
    'what a mapping keeps of its own',
    `${FRAGMENTS}services:\n  web:\n    <<: *a\n    image: z\n    tty: true\n`,
    ['6:10 gets restart; overrides image'],
  ],
  [
    'one hint for a list of fragments',
    `${FRAGMENTS}services:\n  web:\n    <<: [*a, *b] # both\n    tty: false\n`,
    ['6:16 gets restart, image; overrides tty'],
  ],
  [
    'fragments in fragments and in mappings of services',
    'x-e: &e { A: 1 }\nx-f: &f\n  <<: *e\n  B: 2\nservices:\n  web:\n    image: x\n    environment: { <<: *f, B: 3 }\n',
    ['2:8 gets A', '7:25 gets A; overrides B'],
  ],
  [
    'what a service extends, and what that extends',
    'services:\n  a: { image: x, user: "1", environment: [A=1], command: [a] }\n  b:\n    extends: a\n    tty: true\n  c:\n    extends: { service: b }\n    user: "2"\n    environment: [B=1]\n    command: [b]\n',
    ['3:14 gets image, user, environment, command', '6:25 gets image, tty; overrides user, command'],
  ],
  [
    'services of other files',
    'services:\n  web:\n    extends:\n      file: base.yaml\n      service: base\n    hostname: w\n',
    ['4:19 gets image, tty, user, restart and 2 more; overrides hostname'],
    {
      '/project/base.yaml':
        'services:\n  base: { image: x, tty: true, user: "1", restart: always, init: true, read_only: true, hostname: b }\n',
    },
  ],
  ['nothing where nothing is found', 'services:\n  web:\n    extends: nope\n  x:\n    <<: 1\n    image: x\n', []],
  ['nothing for two that extend each other for ever', 'services:\n  a: { extends: b }\n  b: { extends: a }\n', []],
];

for (const [rule, text, expected, files] of CASES)
  test(`hints at ${rule}`, async () => assert.deepEqual(await hints(text, files), expected));
