import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { atCursor } from '../../TestClient';

const complete = async (marked: string): Promise<CompletionItem[]> =>
  (await atCursor(marked, (client, line, character) => client.completion(line, character))) ?? [];
const labels = async (marked: string): Promise<string[]> => (await complete(marked)).map(({ label }) => label);

/** Labels that must be offered, and some that must not. */
const CASES: [rule: string, text: string, offered: string[], absent: string[]][] = [
  ['offers the keys of a file', '|', ['services', 'volumes', 'name'], ['image']],
  ['offers the keys of a service', 'services:\n  web:\n    |', ['image', 'mem_limit', 'x-oci'], ['services', 'replicas']],
  ['offers them while a key is half typed', 'services:\n  web:\n    mem|', ['mem_limit'], []],
  [
    'leaves out keys that are there already',
    'services:\n  web:\n    image: x\n    |\n    tty: true\n',
    ['command'],
    ['image', 'tty'],
  ],
  ['offers nested keys', 'services:\n  web:\n    deploy:\n      resources:\n        |', ['limits', 'reservations'], ['image']],
  ['offers the values of an enumeration', 'services:\n  web:\n    cgroup: |', ['host', 'private'], []],
  [
    'offers the words of an OCI config in x-oci',
    'services:\n  web:\n    x-oci:\n      process:\n        capabilities:\n          ambient: [|',
    ['CAP_NET_ADMIN'],
    ['image'],
  ],
  [
    'offers its keys at any depth',
    'services:\n  web:\n    x-oci:\n      linux:\n        seccomp:\n          syscalls:\n            - |',
    ['names', 'action', 'errnoRet'],
    ['image'],
  ],
  ['offers true and false', 'services:\n  web:\n    tty: |', ['true', 'false'], []],
  ['offers suggestions for a text', 'services:\n  web:\n    network_mode: h|', ['none', 'host'], []],
  [
    'offers keys of list items',
    'services:\n  web:\n    volumes:\n      - type: bind\n        |',
    ['source', 'target', 'read_only'],
    ['type', 'mem_limit'],
  ],
  ['offers names in a flow list', 'services:\n  db: { image: x }\n  web:\n    depends_on: [|', ['db'], ['web']],
  ['offers names in a block list', 'services:\n  db: { image: x }\n  web:\n    depends_on:\n      - |', ['db'], ['web']],
  ['offers names as keys', 'services:\n  db: { image: x }\n  web:\n    depends_on:\n      |', ['db'], ['web']],
  [
    'offers conditions',
    'services:\n  db: { image: x }\n  web:\n    depends_on:\n      db:\n        condition: |',
    ['service_started', 'service_healthy'],
    [],
  ],
  ['offers networks', 'networks:\n  front:\nservices:\n  web:\n    networks:\n      - |', ['front'], []],
  ['offers volumes as the start of a mount', 'volumes:\n  data:\nservices:\n  web:\n    volumes:\n      - |', ['data'], []],
  ['offers secrets', 'secrets:\n  key: { file: k }\nservices:\n  web:\n    secrets:\n      - |', ['key'], []],
  [
    'offers the keys of a list at its key’s column',
    'services:\n  web:\n    volumes:\n    - type: bind\n      |',
    ['source'],
    ['type'],
  ],
  ['is silent in comments', 'services:\n  web:\n    # |', [], ['image']],
  ['is silent under x- keys', 'x-mine:\n  |', [], ['image']],
];

for (const [rule, text, offered, absent] of CASES)
  test(rule, async () => {
    const found = await labels(text);
    for (const label of offered) assert.ok(found.includes(label), `${label} is offered, among ${found.join(' ').slice(0, 200)}`);
    for (const label of absent) assert.ok(!found.includes(label), `${label} is not offered`);
  });

const INSERTIONS: [rule: string, text: string, label: string, inserted: string][] = [
  ['inserts a blank after a key with a plain value', 'services:\n  web:\n    ima|', 'image', 'image: '],
  ['inserts an indented block for a mapping', 'services:\n  web:\n    log|', 'logging', 'logging:\n      '],
  ['inserts the first item of a list', 'services:\n  web:\n    cap|', 'cap_add', 'cap_add:\n      - '],
  ['leaves open whether names or items follow', 'services:\n  web:\n    dep|', 'depends_on', 'depends_on:\n      '],
  ['quotes what YAML would not read as a text', 'services:\n  web:\n    restart: |', 'no', '"no"'],
  ['inserts a volume with its colon', 'volumes:\n  data:\nservices:\n  web:\n    volumes:\n      - |', 'data', 'data:'],
];

for (const [rule, text, label, inserted] of INSERTIONS)
  test(rule, async () => {
    const item = (await complete(text)).find((one) => one.label === label);
    assert.equal((item?.textEdit as TextEdit | undefined)?.newText, inserted);
  });

test('replaces what is typed of the word', async () => {
  const [item] = await complete('services:\n  web:\n    mem|');
  assert.deepEqual((item?.textEdit as TextEdit | undefined)?.range, {
    start: { line: 2, character: 4 },
    end: { line: 2, character: 7 },
  });
});

test('documents every key', async () => {
  for (const { label, documentation } of await complete('services:\n  web:\n    |')) assert.ok(documentation, label);
});
