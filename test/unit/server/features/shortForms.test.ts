import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, SignatureHelp } from 'vscode-languageserver/node';
import { applied } from '../support';
import { atCursor, URI } from '../TestClient';

const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');

const HELP: [written: string[], label: string, active: string][] = [
  [['ports:', '  - |'], '[[ip:]published:]target[/protocol]', 'published'],
  [['ports:', '  - "127.0.0|'], '[[ip:]published:]target[/protocol]', 'ip'],
  [['ports:', '  - "127.0.0.1:80|'], '[[ip:]published:]target[/protocol]', 'published'],
  [['ports:', '  - "[::1]:80|'], '[[ip:]published:]target[/protocol]', 'published'],
  [['ports:', '  - 8080:80|'], '[[ip:]published:]target[/protocol]', 'target'],
  [['ports:', '  - 53:53/u|'], '[[ip:]published:]target[/protocol]', 'protocol'],
  [['volumes:', '  - ./da|'], '[source:]target[:options]', 'source'],
  [['volumes:', '  - ./data:/d|'], '[source:]target[:options]', 'target'],
  [['volumes:', '  - ./data:/d:r|'], '[source:]target[:options]', 'options'],
  [['devices:', '  - /dev/fuse:/dev/fuse:|'], 'host[:container[:permissions]]', 'permissions'],
  [['tmpfs:', '  - /tmp:|'], 'path[:options]', 'options'],
  [['extra_hosts:', '  - db=|'], 'host=address', 'address'],
  [['ports: ["80:|"]'], '[[ip:]published:]target[/protocol]', 'target'],
  [['tmpfs: [/a, /b:|]'], 'path[:options]', 'options'],
  [['ports:', '  - "${IP:-127.0.0.1}:80:|'], '[[ip:]published:]target[/protocol]', 'target'],
  [['ports:', '  - 8000-8010:80-90/|'], '[[ip:]published:]target[/protocol]', 'protocol'],
  [['volumes:', '  - "${DATA:-./data}:|'], '[source:]target[:options]', 'target'],
  [['volumes:', '  - C:\\data:|'], '[source:]target[:options]', 'target'],
  [['volumes:', '  - ./data:/d:ro,|'], '[source:]target[:options]', 'options'],
  [['devices:', '  - nvidia.com/g|'], 'vendor/class=name', 'class'],
  [['devices:', '  - nvidia.com/gpu=|'], 'vendor/class=name', 'name'],
  [['tmpfs: /run:|'], 'path[:options]', 'options'],
  [['user: "1000:|"'], 'user[:group]', 'group'],
  [['links:', '  - db:|'], 'service[:alias]', 'alias'],
  [['volumes_from:', '  - container:db|'], 'source[:mode]', 'source'],
  [['volumes_from:', '  - db:|'], 'source[:mode]', 'mode'],
  [['expose:', '  - "80/|"'], 'port[/protocol]', 'protocol'],
  [['device_cgroup_rules:', '  - "c 1:|"'], 'type major:minor permissions', 'minor'],
  [['device_cgroup_rules:', '  - "c 1:3 |"'], 'type major:minor permissions', 'permissions'],
  [['build:', '  ulimits:', '    nofile: |'], 'both  or  { soft, hard }', 'both'],
  [['build:', '  extra_hosts:', '    - db=|'], 'host=address', 'address'],
  [['ulimits:', '  nofile: 1|'], 'both  or  { soft, hard }', 'both'],
  [['healthcheck:', '  test: ["CMD|"]'], '[kind, command, arguments…]', 'kind'],
  [['healthcheck:', '  test: ["CMD", "curl", "-|"]'], '[kind, command, arguments…]', 'arguments'],
];

for (const [written, label, active] of HELP)
  test(`helps with ${written.join(' ').trim()}`, async () => {
    const help = await atCursor(service(...written), (client, line, character) =>
      client.at<SignatureHelp>('textDocument/signatureHelp', line, character),
    );
    const [signature] = help.signatures;
    assert.equal(signature?.label, label);
    const [start, end] = signature.parameters?.[help.activeParameter ?? -1]?.label as [number, number];
    assert.equal(label.slice(start, end), active);
  });

test('does not help where there is no short form', async () => {
  const help = await atCursor(service('dns:', '  - 1.1|'), (client, line, character) =>
    client.at<SignatureHelp | null>('textDocument/signatureHelp', line, character),
  );
  assert.equal(help, null);
});

async function rewritten(marked: string): Promise<string | undefined> {
  const text = marked.replace('|', '');
  const actions = await atCursor(marked, (client, line, character) => {
    const at = { line, character };
    const context = { diagnostics: [], only: ['refactor.rewrite'] };
    return client.ask<CodeAction[]>('textDocument/codeAction', { range: { start: at, end: at }, context });
  });
  assert.ok(actions.length < 2);
  return actions[0] && applied(text, actions[0].edit?.changes?.[URI] ?? []);
}

const FORMS: [short: string, long: string][] = [
  ['ports: ["8|080:80"]', 'ports: [{ target: 80, published: "8080" }]'],
  ['ports: ["127.0.0.1:53|:53/udp"]', 'ports: [{ target: 53, published: "53", host_ip: "127.0.0.1", protocol: udp }]'],
  ['volumes: ["./a|:/b:ro"]', 'volumes: [{ type: bind, source: ./a, target: /b, read_only: true }]'],
  ['volumes: ["data|:/b"]', 'volumes: [{ type: volume, source: data, target: /b }]'],
];

for (const [short, long] of FORMS) {
  test(`writes ${short.replace('|', '')} in the long form`, async () =>
    assert.equal(await rewritten(service(short)), service(long)));
  test(`writes ${long} in the short form`, async () => {
    const at = long.indexOf('{') + 1;
    assert.equal(await rewritten(service(`${long.slice(0, at)}|${long.slice(at)}`)), service(short.replace('|', '')));
  });
}

test('writes a block in the short form', async () => {
  const block = service('ports:', '  - tar|get: 80', '    published: "8080"', '  - "90:90"');
  assert.equal(await rewritten(block), service('ports:', '  - "8080:80"', '  - "90:90"'));
});

for (const [rule, line] of [
  ['what the short form cannot say', 'volumes: [{ type: bind, source: ./a, target: /b, bind: { |selinux: z } }]'],
  ['several ports in one item', 'ports: ["80|00-8010:80-90"]'],
  ['a value with a variable', 'ports: ["${PORT:-80}|:80"]'],
] as const)
  test(`does not rewrite ${rule}`, async () => assert.equal(await rewritten(service(line)), undefined));
