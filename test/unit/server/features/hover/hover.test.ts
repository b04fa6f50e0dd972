import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostFacts } from '../../../spec/host/fixture';
import { atCursor } from '../../TestClient';
import type { ClientOptions } from '../../TestClient';

async function hoverText(marked: string, options?: ClientOptions): Promise<string | undefined> {
  const hover = await atCursor(marked, (client, line, character) => client.hover(line, character), options);
  return (hover?.contents as { value: string } | undefined)?.value;
}

const CASES: [rule: string, text: string, expected: RegExp[]][] = [
  [
    'shows type and kernel files of a limit',
    'services:\n  w:\n    mem_|limit: 64m\n',
    [/^\*\*mem_limit\*\*/, /Type: an amount of bytes/, /v1 `memory.limit_in_bytes` \(this host\), v2 `memory.max`/],
  ],
  ['shows the default', 'services:\n  w:\n    stop_grace_|period: 1s\n', [/Default: 10s/]],
  ['says what the engine cannot do', 'services:\n  w:\n    po|rts: ["80:80"]\n', [/Bulkhead: not yet: bridge networks/]],
  [
    'finds keys deep below',
    'services:\n  w:\n    deploy:\n      resources:\n        limits:\n          pi|ds: 5\n',
    [/^\*\*pids\*\*/, /pids.max/],
  ],
  [
    'finds keys in list items',
    'services:\n  w:\n    volumes:\n      - type: bind\n        sou|rce: ./a\n        target: /a\n',
    [/^\*\*source\*\*/],
  ],
  ['shows a value after interpolation', 'services:\n  w:\n    image: "app:${T|AG:-1.2}"\n', [/Value: `app:1.2`/]],
  [
    'explains the keys of an OCI config in x-oci',
    'services:\n  w:\n    x-oci: { linux: { resources: { cpu: { bu|rst: 1 } } } }\n',
    [/saved up beyond the quota/, /cpu\.max\.burst/],
  ],
  ['explains x-oci', 'services:\n  w:\n    x-o|ci: {}\n', [/merged over the generated one/]],
];

for (const [rule, text, expected] of CASES)
  test(rule, async () => {
    const found = (await hoverText(text, { host: hostFacts() })) ?? '';
    for (const pattern of expected) assert.match(found, pattern);
  });

test('has nothing to say of names people choose', async () =>
  assert.equal(await hoverText('services:\n  w|eb:\n    image: x\n'), undefined));
test('has nothing to say outside Compose keys', async () => assert.equal(await hoverText('x-mine:\n  a|: 1\n'), undefined));
