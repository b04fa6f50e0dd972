import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, SignatureHelp } from 'vscode-languageserver/node';
import { labels } from '../features/completion/complete';
import { atCursor } from '../TestClient';

/** The first line of what is said at the mark. */
async function title(marked: string): Promise<string | undefined> {
  const found = await atCursor(marked, (client, line, character) =>
    client.at<Hover | null>('textDocument/hover', line, character),
  );
  const { contents } = found ?? {};
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value.split('  \n')[0] : undefined;
}

const HOVERS: [rule: string, text: string, shown: string][] = [
  ['that is merged into a service', 'x-a: &a\n  mem_li|mit: 1g\nservices:\n  web:\n    <<: *a\n    image: x\n', '**mem_limit**'],
  ['below a key of it', 'x-a: &a\n  deploy:\n    resou|rces: {}\nservices:\n  web: *a\n', '**resources**'],
  ['that is the value of a key', 'x-a: &a\n  int|erval: 3s\nservices:\n  web:\n    healthcheck: *a\n', '**interval**'],
  ['in braces', 'x-a: &a { int|erval: 3s }\nservices:\n  web: { healthcheck: { <<: *a } }\n', '**interval**'],
  ['of a list that is merged', 'x-a: &a\n  cp|us: 1\nx-b: &b {}\nservices:\n  web:\n    <<: [*b, *a]\n', '**cpus**'],
  ['that a fragment merges', 'x-a: &a\n  cp|us: 1\nx-b: &b\n  <<: *a\nservices:\n  web:\n    <<: *b\n', '**cpus**'],
  ['deeper than its section', 'x-all:\n  web: &a\n    cp|us: 1\nservices:\n  web: *a\n', '**cpus**'],
  ['as an item', 'x-a: &a\n  tar|get: 80\nservices:\n  web:\n    ports:\n      - *a\n', '**target**'],
  ['of a volume', 'x-a: &a\n  driv|er: local\nvolumes:\n  web: *a\n', '**driver**'],
  ['for x-oci', 'x-a: &a\n  lin|ux: {}\nservices:\n  web:\n    x-oci: *a\n', '**linux**'],
  ['that nothing uses, by its name', 'x-logging:\n  dri|ver: none\nservices:\n  web:\n    image: x\n', '**driver**'],
];
for (const [rule, text, shown] of HOVERS)
  test(`says what a key of a fragment does ${rule}`, async () => assert.equal(await title(text), shown));

test('says nothing of a fragment nobody can tell the use of', async () =>
  assert.equal(await title('x-mine:\n  dri|ver: none\nservices:\n  web:\n    image: x\n'), undefined));

test('does not go round in fragments that merge each other', async () =>
  assert.equal(await title('x-a: &a\n  b: &b\n    <<: *a\n    dri|ver: none\n'), undefined));

const COMPLETIONS: [rule: string, text: string, some: string[]][] = [
  [
    'keys of a service in a fragment that is still empty',
    'x-a: &a\n  |\nservices:\n  web:\n    <<: *a\n',
    ['mem_limit', 'image'],
  ],
  ['keys beside others', 'x-a: &a\n  tty: true\n  |\nservices:\n  web:\n    <<: *a\n', ['mem_limit', 'image']],
  ['values', 'x-a: &a\n  restart: |\nservices:\n  web:\n    <<: *a\n', ['always', 'no']],
  ['keys of a mapping of a service', 'x-a: &a\n  |\nservices:\n  web:\n    logging: *a\n', ['driver', 'options']],
  ['names', 'x-a: &a\n  depends_on: [|]\nservices:\n  web:\n    <<: *a\n  db: { image: x }\n', ['db']],
];
for (const [rule, text, some] of COMPLETIONS)
  test(`offers ${rule}`, async () => {
    const found = await labels(text);
    assert.deepEqual(
      some.filter((one) => !found.includes(one)),
      [],
    );
  });

test('does not offer a fragment to itself', async () => {
  const found = await labels('x-o: &o {}\nx-a: &a # mine\n  b:\n    |\nservices:\n  web:\n    <<: *a\n');
  assert.ok(found.includes('<<: *o') && !found.includes('<<: *a'), found.join());
});

test('helps with a short form in a fragment', async () => {
  const text = 'x-a: &a\n  ports:\n    - "80|"\nservices:\n  web:\n    <<: *a\n';
  const help = await atCursor(text, (client, line, character) =>
    client.at<SignatureHelp | null>('textDocument/signatureHelp', line, character),
  );
  assert.equal(help?.signatures[0]?.label, '[[ip:]published:]target[/protocol]');
});
