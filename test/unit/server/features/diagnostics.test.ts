import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import { hostFacts } from '../../spec/host/fixture';
import { TestClient, URI } from '../TestClient';
import type { ClientOptions } from '../TestClient';

async function diagnose(text: string, options?: ClientOptions, uri = URI): Promise<Diagnostic[]> {
  const client = new TestClient(options);
  try {
    return await client.open(text, uri);
  } finally {
    await client.close();
  }
}

/** `line:from-to severity code message`, where severity is 1 error, 2 warning, 3 information. */
const shown = ({ range: { start, end }, severity, code, message }: Diagnostic): string =>
  `${start.line}:${start.character}-${start.line === end.line ? '' : `${end.line}:`}${end.character} ${severity ?? 0} ${String(code)} ${message}`;

const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');

const CASES: [rule: string, text: string, expected: string[]][] = [
  ['accepts a file without faults', service('mem_limit: 64m'), []],
  [
    'suggests the key that was meant',
    service('mem_limt: 64m'),
    ["3:4-12 1 key-unknown Unknown key 'mem_limt' in service web; did you mean 'mem_limit'?"],
  ],
  [
    'says of a line that is no YAML what is wrong with it, and no more',
    service('ports', '  - 80', 'tty: true'),
    ["3:4-9 1 yaml-syntax A colon is missing behind 'ports'."],
  ],
  [
    'and the same of a text that looks like a mapping',
    service('command: echo a: b'),
    ["3:13-22 1 yaml-syntax A text with a colon and a blank in it is put in quotes, or its ': ' begins another value."],
  ],
  [
    'says where a misplaced key belongs',
    service('replicas: 2'),
    ["3:4-12 1 key-unknown Unknown key 'replicas' in service web: it belongs under deploy."],
  ],
  [
    'knows what is meant by a familiar word',
    service('env: [A=1]'),
    ["3:4-7 1 key-unknown Unknown key 'env' in service web; did you mean 'environment'?"],
  ],
  [
    'finds a service at the top',
    'services: {}\nweb: { image: x }\n',
    [
      "1:0-3 1 key-unknown Unknown key 'web' at the top of the file: a service belongs under services.",
      '0:0-8 3 project-empty This project has no services: add one under services.',
    ],
  ],
  [
    'checks numbers',
    service('cpus: many'),
    ["3:10-14 1 value-invalid cpus: 'many' is not valid: expected a number, at least 0."],
  ],
  [
    'checks amounts of bytes',
    service('mem_limit: 64 potatoes'),
    ["3:15-26 1 value-invalid mem_limit: '64 potatoes' is not valid: expected an amount of bytes as in 64m or 1g."],
  ],
  [
    'asks for the unit of a duration',
    service('stop_grace_period: 10'),
    ['3:23-25 1 value-invalid stop_grace_period: 10 has no unit: expected a duration as in 1m30s, such as 10s.'],
  ],
  [
    'asks for quotes around a number that is a text',
    service('user: 1000'),
    ['3:10-14 1 value-invalid user: 1000 is a number in YAML, but a text is expected: put it in quotes, "1000".'],
  ],
  [
    'suggests a value',
    service('restart: alway'),
    [
      "3:13-18 1 value-invalid restart: 'alway' is not valid: expected no, always, unless-stopped or on-failure[:times]; did you mean always?",
    ],
  ],
  ['tells a mapping from a list', service('cap_add: { a: b }'), ['3:13-21 1 value-type cap_add is a mapping: expected a list.']],
  [
    'marks the key of a value that is missing',
    service('hostname:'),
    ['3:4-12 1 value-missing hostname has no value: expected a host name of letters, digits, dots and hyphens, at most 64.'],
  ],
  [
    'finds an undefined service',
    service('depends_on: [db]'),
    ["3:17-19 1 reference-undefined Service web uses service 'db', which is not defined; there is no such service."],
  ],
  [
    'finds an undefined volume',
    service('volumes: ["data:/d"]'),
    [
      "3:14-23 1 reference-undefined Service web uses volume 'data', which is not defined; define it under volumes at the top of the file.",
    ],
  ],
  [
    'finds an undefined secret',
    service('secrets: [key]'),
    [
      "3:14-17 1 reference-undefined Service web uses secret 'key', which is not defined; define it under secrets at the top of the file.",
    ],
  ],
  [
    'finds an undefined config',
    service('configs: [{ source: app }]'),
    [
      "3:24-27 1 reference-undefined Service web uses config 'app', which is not defined; define it under configs at the top of the file.",
    ],
  ],
  [
    'suggests the network that was meant',
    `${service('networks: [fornt]')}networks:\n  front:\n`,
    [
      "3:15-20 1 reference-undefined Service web uses network 'fornt', which is not defined; did you mean 'front'?",
      "5:2-7 3 definition-unused No service uses network 'front'.",
      '3:4-12 2 key-unsupported Service web: networks cannot be honoured: bridge networks are not available yet; use network_mode: host or none.',
    ],
  ],
  [
    'names the services of a circle',
    service('depends_on: [web]'),
    ['3:17-20 1 dependency-cycle Services depend on each other in a circle: web → web. None could be started first.'],
  ],
  [
    'warns of what the engine cannot do yet',
    service('ports: ["8080:80"]'),
    [
      '3:4-9 2 key-unsupported Service web: ports cannot be honoured: bridge networks are not available yet; use network_mode: host or none.',
    ],
  ],
  [
    'informs of what has no effect',
    service('platform: linux/amd64'),
    ['3:4-12 3 key-ignored Service web: platform has no effect: images are taken for this machine.'],
  ],
  [
    'checks the words of x-oci',
    service('x-oci: { linux: { resource: {} } }'),
    ["3:22-30 1 key-unknown Unknown key 'resource' under x-oci.linux; did you mean 'resources'?"],
  ],
  [
    'knows all of x-oci that an OCI config may hold, and null',
    service('x-oci: { linux: { seccomp: null, resources: { cpu: { shares: 1.5 } } }, mounts: [{ type: tmpfs }] }'),
    [
      "3:65-68 1 value-invalid x-oci.linux.resources.cpu.shares: '1.5' is not valid: expected a whole number from 0 to 2^64 - 1.",
      "3:85-100 1 key-missing x-oci.mounts[0] lacks the key 'destination'.",
    ],
  ],
  [
    'checks x-oci by the rules of OCI configs that hold for a part of one',
    service(
      'x-oci:',
      '  process: { capabilities: { ambient: [CAP_NET_ADMN] } }',
      '  mounts: [{ destination: tmp, type: tmpfs, options: [ro, rw] }]',
      '  linux: { resources: { cpu: { burst: 5000, idle: 2 } } }',
    ),
    [
      "4:43-55 1 oci-capability-unknown There is no capability 'CAP_NET_ADMN'; did you mean CAP_NET_ADMIN?",
      "5:30-33 1 oci-path-relative 'tmp' is not absolute: a destination is a path from the root of the container.",
      "5:57-65 2 oci-mount-option The options 'ro' and 'rw' exclude each other; the last one counts.",
      '6:54-55 1 oci-resource-range cpu.idle 2 is out of what the kernel takes: 0 to 1.',
      '6:42-46 1 oci-cpu-burst With what is generated for the service: burst 5000 needs a quota that is at least as large; the kernel refuses it otherwise.',
    ],
  ],
  [
    'says what of x-oci the engine cannot do',
    service(
      'x-oci: { process: { scheduler: { policy: SCHED_FIFO } }, linux: { resources: { memory: { limit: 9223372036854775807 } } } }',
    ),
    ['3:24-33 2 key-unsupported Service web: scheduler cannot be honoured: scheduling policies are not set yet.'],
  ],
  [
    'finds a key given twice',
    service('tty: true', 'tty: false'),
    ["4:4-7 1 yaml-key-duplicate Key 'tty' is given twice; only one can count."],
  ],
  [
    'warns of a variable without a value',
    service('user: "${WHO}"'),
    [
      '3:11-17 2 variable-unset Variable WHO has no value and becomes an empty text: set it, or give a default as in ${WHO:-default}.',
    ],
  ],
  [
    'does not judge the type of a value it cannot know',
    service('mem_limit: ${LIMIT}'),
    [
      '3:15-23 2 variable-unset Variable LIMIT has no value and becomes an empty text: set it, or give a default as in ${LIMIT:-default}.',
    ],
  ],
  [
    'checks a value after interpolation',
    service('cpus: ${N:-many}'),
    ["3:10-20 1 value-invalid cpus: 'many' is not valid: expected a number, at least 0."],
  ],
  [
    'calls version superfluous',
    `version: "3"\n${service()}`,
    ['0:0-7 3 key-deprecated version: it has no meaning any more: leave it out.'],
  ],
];

for (const [rule, text, expected] of CASES) test(rule, async () => assert.deepEqual((await diagnose(text)).map(shown), expected));

test('reports broken YAML where it is', async () => {
  const [first] = await diagnose('services:\n  web: [a\n');
  assert.equal(first?.severity, 1);
  assert.match(String(first.code), /^yaml-/);
});

test('warns of limits this host cannot hold', async () => {
  const text = service('mem_limit: 64g', 'cpuset: "0-7"', 'deploy: { resources: { limits: { cpus: 4 } } }');
  assert.deepEqual((await diagnose(text, { host: hostFacts() })).map(shown), [
    '3:15-18 2 host-memory mem_limit is 64.0 GiB, but this host has 8.0 GiB of memory: it limits nothing.',
    '5:43-44 2 host-cpus cpus is 4, but this host has 2: the container cannot be created.',
    '4:12-17 2 host-cpuset cpuset names CPU 2-7, which this host does not have: online are 0, 1.',
  ]);
});

test('sees an override file together with its base', async () => {
  const files = { '/project/compose.yaml': 'services: { web: { image: x }, db: { image: y } }\n' };
  const text = 'services:\n  web:\n    depends_on: [db, cache]\n';
  const found = await diagnose(text, { files }, 'file:///project/compose.override.yaml');
  assert.deepEqual(found.map(shown), [
    "2:21-26 1 reference-undefined Service web uses service 'cache', which is not defined; there is no such service.",
  ]);
});

test('sees a main file together with its override', async () => {
  const files = { '/project/compose.override.yml': 'services: { web: { image: x } }\nvolumes: { data: {} }\n' };
  const text = 'services:\n  web:\n    volumes: [data:/data, cache:/cache]\n';
  assert.deepEqual((await diagnose(text, { files })).map(shown), [
    "2:26-38 1 reference-undefined Service web uses volume 'cache', which is not defined; define it under volumes at the top of the file.",
  ]);
});

test('takes values from .env', async () => {
  assert.deepEqual(await diagnose(service('cpus: ${N}'), { files: { '/project/.env': 'N=2\n' } }), []);
});

test('follows changes as they are typed', async () => {
  const client = new TestClient();
  assert.deepEqual(await client.open(service('mem_limit: 64m')), []);
  const [found] = await client.insert(3, 15, 'x');
  assert.equal(found?.code, 'value-invalid');
  await client.close();
});

test('survives every beginning of a file', async () => {
  const text = service(
    'depends_on:',
    '  db: { condition: service_started }',
    'volumes:',
    '  - type: bind',
    '    source: ./a',
    'command: ["a", "${B:-c}"]',
    '<<: *x',
  );
  const client = new TestClient();
  await client.open('', URI);
  for (let length = 0; length < text.length; length++) {
    const found = await client.insert(
      text.slice(0, length).split('\n').length - 1,
      text.slice(0, length).split('\n').at(-1)?.length ?? 0,
      text.charAt(length),
    );
    assert.ok(Array.isArray(found));
  }
  await client.close();
});

test('says of which text diagnostics are, none of a file that is no document', async () => {
  const files = { '/project/.env': '1 2\n' };
  const client = new TestClient({ files });
  await client.open('services: {}\n');
  await client.insert(0, 0, '# no services yet\n');
  await client.close();
  assert.deepEqual(client.published, [{ uri: URI, version: 1 }, { uri: 'file:///project/.env' }, { uri: URI, version: 2 }]);
});

const NETWORKED = [
  'services:',
  ...['web', 'db', 'cache'].flatMap((name) => [`  ${name}:`, '    image: x', '    ports: ["80"]']),
  '  job: { image: x, gpus: all }',
  '',
].join('\n');

test('says once what the engine cannot do, and for whom else', async () => {
  const found = await diagnose(NETWORKED, {
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
  });
  const unsupported = found.filter(({ code }) => code === 'key-unsupported');
  const reason = 'bridge networks are not available yet; use network_mode: host or none.';
  assert.deepEqual(unsupported.map(shown), [
    `3:4-9 2 key-unsupported Service web: ports cannot be honoured: ${reason} The same for db and cache.`,
    '10:19-23 2 key-unsupported Service job: gpus cannot be honoured: GPUs by capability are not available yet; name the device nodes under devices.',
  ]);
  assert.deepEqual(
    unsupported.map(({ relatedInformation }) =>
      relatedInformation?.map(({ location: { range, uri }, message }) => [uri, range.start.line, message]),
    ),
    [
      [
        [URI, 6, 'The same: ports of db'],
        [URI, 9, 'The same: ports of cache'],
      ],
      undefined,
    ],
  );
});

test('names the others in the message for a client that shows no related places', async () => {
  const found = await diagnose(NETWORKED);
  assert.ok(found.every((one) => one.relatedInformation === undefined));
  assert.match(found[0]?.message ?? '', /The same for db and cache\.$/);
});

test('says it at the next place when the first is to be quiet', async () => {
  const found = await diagnose(NETWORKED.replace('ports: ["80"]', 'ports: ["80"] # bulkhead-ignore key-unsupported'));
  assert.deepEqual(
    found
      .filter(({ message }) => message.includes('ports'))
      .map(({ range, message }) => [range.start.line, message.slice(0, 17)]),
    [[6, 'Service db: ports']],
  );
});

test('sees an included file together with the others that are included', async () => {
  const files = {
    '/project/compose.yaml': 'include: [web/compose.yaml, api/compose.yaml]\n',
    '/project/api/compose.yaml': 'services:\n  api: { image: x, network_mode: none }\n',
  };
  const text = 'services:\n  web: { image: y, network_mode: none, depends_on: [api, nothing] }\n';
  assert.deepEqual((await diagnose(text, { files }, 'file:///project/web/compose.yaml')).map(shown), [
    "1:57-64 1 reference-undefined Service web uses service 'nothing', which is not defined; there is no such service.",
  ]);
});

test('says once of a secret that is no file, for all services that use it', async () => {
  const text = `services:
  web: { image: x, secrets: [key] }
  db: { image: x, secrets: [{ source: key, target: k }, other] }
secrets:
  key: { environment: KEY }
  other: { external: true }
`;
  assert.deepEqual((await diagnose(text)).map(shown), [
    "1:29-32 2 grant-unsupported secrets 'key' has no file; only files are available yet. The same for db.",
    "2:56-61 2 grant-unsupported secrets 'other' has no file; only files are available yet.",
  ]);
});
