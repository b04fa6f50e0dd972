import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, complete, CONFIG_URI, EDITOR } from './complete';

const service = (lines: string): string => `services:\n  db: { image: x }\n  web:\n    ${lines}`;

const COMPOSE: [rule: string, text: string, label: string, expected: string][] = [
  ['a key where a value follows already', service('ima|: x'), 'image', service('image: x')],
  ['a key in double quotes', service('"ima|"'), 'image', service('"image": ')],
  ['a value in single quotes', service("cgroup: 'ho|'"), 'host', service("cgroup: 'host'")],
  ['a value whose quote is not closed', service('cgroup: "ho|'), 'host', service('cgroup: "host"')],
  ['a truth value typed in quotes', service('tty: "t|"'), 'true', service('tty: true')],
  ['an item in quotes', service('cap_add:\n      - "net_|"'), 'NET_ADMIN', service('cap_add:\n      - "NET_ADMIN"')],
  ['a value after a tag', service('restart: !override al|'), 'always', service('restart: !override always')],
  ['a key within braces', service('healthcheck: { |'), 'retries', service('healthcheck: { retries: ')],
  [
    'a key within braces over lines',
    service('healthcheck: {\n      ret|\n    }'),
    'retries',
    service('healthcheck: {\n      retries: \n    }'),
  ],
  [
    'a key after a comma',
    service('healthcheck: { retries: 3, int|}'),
    'interval',
    service('healthcheck: { retries: 3, interval: }'),
  ],
  [
    'a value within braces',
    service('volumes: [{ type: b|, target: /a }]'),
    'bind',
    service('volumes: [{ type: bind, target: /a }]'),
  ],
  ['an item of a flow list', service('depends_on: [ |]'), 'db', service('depends_on: [ db]')],
  ['a quoted item of a flow list', service('depends_on: ["d|"]'), 'db', service('depends_on: ["db"]')],
  [
    'an item in the second line of a flow list',
    service('cap_add: [\n      KILL,\n      |\n    ]'),
    'CHOWN',
    service('cap_add: [\n      KILL,\n      CHOWN\n    ]'),
  ],
  ['a list that begins', service('depends_on:\n      |'), 'db', service('depends_on:\n      db:\n        ')],
  ['a signal', service('stop_signal: |'), 'SIGQUIT', service('stop_signal: SIGQUIT')],
  ['a service to join', service('network_mode: serv|'), 'service:db', service('network_mode: service:db')],
  [
    'a sysctl as a key',
    service('sysctls:\n      net.core.so|'),
    'net.core.somaxconn',
    service('sysctls:\n      net.core.somaxconn: '),
  ],
  [
    'a sysctl in a list',
    service('sysctls:\n      - net.core.so|'),
    'net.core.somaxconn',
    service('sysctls:\n      - net.core.somaxconn='),
  ],
  ['a port in quotes', service('ports:\n      - |'), '8080:80', service('ports:\n      - "8080:80"')],
  ['a port where a quote is typed', service('ports:\n      - "|"'), '8080:80', service('ports:\n      - "8080:80"')],
  [
    'a volume where a quote is typed',
    `volumes:\n  data:\n${service('volumes:\n      - "d|"')}`,
    'data',
    `volumes:\n  data:\n${service('volumes:\n      - "data:"')}`,
  ],
  ['a value in the place of another', service('cgroup: ho|st # c'), 'private', service('cgroup: private # c')],
  ['a value in the place of another in brackets', service('cap_add: [KI|LL, FOO]'), 'CHOWN', service('cap_add: [CHOWN, FOO]')],
  [
    'the source of a mount in the place of another',
    `volumes:\n  data:\n${service('volumes:\n      - da|ten:/x')}`,
    'data',
    `volumes:\n  data:\n${service('volumes:\n      - data:/x')}`,
  ],
  ['a variable in the place of another', service('image: $A:${|B}'), 'A', service('image: $A:${A}')],
  ['a key that is typed in its middle', service('im|age'), 'image', service('image: ')],
];

for (const [rule, text, label, expected] of COMPOSE)
  test(`writes ${rule}`, async () => assert.equal(await chosen(text, label), expected));

const config = (rest: string): string => `{\n  "ociVersion": "1.2.0",\n  ${rest}`;

const JSON_CASES: [rule: string, text: string, label: string, expected: string][] = [
  ['a key that is begun with its quote', config('"pro|"\n}'), 'process', config('"process": { $1 }\n}')],
  ['a key without a quote', config('pro|\n}'), 'process', config('"process": { $1 }\n}')],
  ['a comma before the next key', config('"hostn|"\n  "root": {}\n}'), 'hostname', config('"hostname": "$1",\n  "root": {}\n}')],
  [
    'the comma that is missing before it',
    '{\n  "ociVersion": "1.2.0"\n  "mou|"\n}',
    'mounts',
    '{\n  "ociVersion": "1.2.0",\n  "mounts": [$1]\n}',
  ],
  ['only the name where a value follows', config('"hostn|": "a"\n}'), 'hostname', config('"hostname": "a"\n}')],
  [
    'a text without quotes typed',
    config('"linux": { "namespaces": [{ "type": | }] }\n}'),
    'pid',
    config('"linux": { "namespaces": [{ "type": "pid" }] }\n}'),
  ],
  [
    'a text in quotes',
    config('"linux": { "namespaces": [{ "type": "p|" }] }\n}'),
    'pid',
    config('"linux": { "namespaces": [{ "type": "pid" }] }\n}'),
  ],
  ['a truth value', config('"root": { "readonly": "|" }\n}'), 'true', config('"root": { "readonly": true }\n}')],
  [
    'a capability',
    config('"process": { "capabilities": { "bounding": ["CAP_CHOWN", "CAP_K|"] } }\n}'),
    'CAP_KILL',
    config('"process": { "capabilities": { "bounding": ["CAP_CHOWN", "CAP_KILL"] } }\n}'),
  ],
  [
    'a system call',
    config('"linux": { "seccomp": { "syscalls": [{ "names": ["|"] }] } }\n}'),
    'openat2',
    config('"linux": { "seccomp": { "syscalls": [{ "names": ["openat2"] }] } }\n}'),
  ],
];

for (const [rule, text, label, expected] of JSON_CASES)
  test(`writes in JSON ${rule}`, async () => assert.equal(await chosen(text, label, EDITOR, CONFIG_URI), expected));

test('writes in a config of YAML as YAML', async () =>
  assert.equal(
    await chosen('ociVersion: 1.2.0\nlinux:\n  namespaces:\n    - type: |\n', 'pid', EDITOR, 'file:///bundle/config.yaml'),
    'ociVersion: 1.2.0\nlinux:\n  namespaces:\n    - type: pid\n',
  ));

test('filters by what is typed, its quote included', async () => {
  const item = (await complete(service('cap_add: ["NET_|"]'))).find(({ label }) => label === 'NET_ADMIN');
  assert.equal(item?.filterText, '"NET_ADMIN"');
});
