import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver/node';
import { atCursor, URI } from '../../TestClient';

async function hoverText(marked: string, uri = URI): Promise<string> {
  const options = { env: { HOME: '/home/me' } };
  const hover = await atCursor<Hover | null>(
    marked,
    (client, line, character) => client.hover(line, character, uri),
    options,
    uri,
  );
  return (hover?.contents as { value: string } | undefined)?.value ?? '';
}

const service = (lines: string): string => `services:\n  w:\n    ${lines}\n`;
const config = (rest: string): string => `{ "ociVersion": "1.2.0", ${rest} }\n`;

const COMPOSE: [rule: string, text: string, expected: string][] = [
  ['bytes', service('mem_limit: 6|4m'), '`64m` is 67108864 bytes (64 MiB).'],
  ['bytes on the key', service('mem_|limit: 1.5g'), '`1.5g` is 1610612736 bytes (1.5 GiB).'],
  ['bytes of a variable', service('mem_limit: ${M|:-2k}'), '`2k` is 2048 bytes (2 KiB).'],
  ['seconds', service('stop_grace_period: 1m3|0s'), '`1m30s` is 90 s.'],
  ['quota and period', service('cpus: 0.|5'), '`0.5` is 50000 µs of every 100000 µs.'],
  ['a weight', service('cpu_shares: 10|24'), '`1024` is weight 39 on cgroup v2.'],
  ['a mode', service('secrets:\n      - source: a\n        mode: 04|40'), '`0440` is `r--r-----`.'],
  [
    'a port',
    service('ports: ["127.0.0.1:80|80:80"]'),
    '`127.0.0.1:8080:80` is port 8080 of 127.0.0.1 of the host, to port 80/tcp of the container.',
  ],
  ['a mount', service('volumes: [./s|rc:/src:ro]'), '`./src:/src:ro` is `/project/src` of the host at `/src`, read-only.'],
  ['a mount of the home directory', service('volumes: ["~/|a:/a"]'), '`~/a:/a` is `/home/me/a` of the host at `/a`.'],
  ['a path', service('env_file: we|b.env'), '`web.env` is `/project/web.env`.'],
  ['a value of an enumeration', service('restart: unless-|stopped'), '`unless-stopped`: Always, unless somebody stopped it.'],
  ['a condition', service('depends_on: { d: { condition: service_|healthy } }'), '`service_healthy`: Its health check passes.'],
  ['a capability', service('cap_add: [net_|raw]'), '`net_raw`: Uses raw and packet sockets'],
  ['a signal', service('stop_signal: SIG|INT'), '`SIGINT`: 2: interrupt'],
  ['a sysctl in a list', service('sysctls: ["net.core.so|maxconn=5"]'), '`net.core.somaxconn=5`: Connections that wait'],
  ['a sysctl as a key', service('sysctls: { net.core.so|maxconn: 5 }'), '**net.core.somaxconn**  \nConnections that wait'],
];

for (const [rule, text, expected] of COMPOSE)
  test(`explains ${rule}`, async () => {
    const found = await hoverText(text);
    assert.ok(found.includes(expected), found);
  });

const OCI: [rule: string, text: string, expected: string][] = [
  ['bytes', config('"linux": { "resources": { "memory": { "limit": 671|08864 } } }'), '`67108864` is 64 MiB.'],
  ['a capability', config('"process": { "cwd": "/", "capabilities": { "bounding": ["CAP_|KILL"] } }'), 'Sends signals'],
  [
    'a system call',
    config('"linux": { "seccomp": { "syscalls": [{ "names": ["op|enat2"] }] } }'),
    '`openat2`: openat that can refuse',
  ],
  ['an action', config('"linux": { "seccomp": { "defaultAction": "SCMP_ACT_|LOG" } }'), 'Is made, and logged.'],
  ['a sysctl', config('"linux": { "sysctl": { "kernel.|sem": "1" } }'), 'Four limits'],
  ['a mount option', config('"mounts": [{ "destination": "/a", "options": ["rb|ind"] }]'), 'with all mounts below it'],
];

for (const [rule, text, expected] of OCI)
  test(`explains in an OCI config ${rule}`, async () => {
    const found = await hoverText(text, 'file:///bundle/config.json');
    assert.ok(found.includes(expected), found);
  });

test('says nothing of a value that is not known', async () =>
  assert.doesNotMatch(await hoverText(service('mem_limit: ${UNS|ET}')), /` is /));

for (const [place, text] of [
  ['an empty line', 'services:\n  a:\n    image: x\n|\n  b:\n    image: y\n'],
  ['a comment', 'services:\n  a:\n    image: x\n  # a co|mment\n  b:\n    image: y\n'],
] as const)
  test(`says nothing of ${place} between two services`, async () => assert.equal(await hoverText(text), ''));
