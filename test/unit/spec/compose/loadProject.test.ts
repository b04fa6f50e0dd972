import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, loadService, shown } from './load';

const errorsOf = (files: Record<string, string>, source = {}): string[] => {
  const result = load(files, source);
  return shown(files, { ...result, problems: result.problems.filter(({ severity }) => severity === 'error') });
};

test('names the project as Compose does', () => {
  const files = {
    '/My Dir!/compose.yaml': 'services: { a: { image: x } }',
    '/n/compose.yaml': 'name: own\nservices: { a: { image: x } }',
  };
  const name = (file: string, source = {}): string => load(files, { files: [file], ...source }).project.name;
  assert.equal(name('/My Dir!/compose.yaml'), 'mydir');
  assert.equal(name('/n/compose.yaml'), 'own');
  assert.equal(name('/n/compose.yaml', { env: { COMPOSE_PROJECT_NAME: 'env' } }), 'env');
  assert.equal(name('/n/compose.yaml', { name: 'given', env: { COMPOSE_PROJECT_NAME: 'env' } }), 'given');
});

test('takes variables from .env, and the environment before it', () => {
  const files = { '/p/.env': 'A=file\nB=file\n' };
  const service = loadService('services: { web: { image: "$A-$B" } }', 'web', { env: { B: 'outer' } }, files);
  assert.equal(service.image, 'file-outer');
});

test('orders services by what they need', () => {
  const { project } = load({
    '/p/compose.yaml':
      'services:\n  a: { image: x, depends_on: [b] }\n  b: { image: x, network_mode: "service:c" }\n  c: { image: x }\n',
  });
  assert.deepEqual(
    project.services.map(({ name }) => name),
    ['c', 'b', 'a'],
  );
});

test('fills in the name of the project, wherever it comes from', () => {
  const service = 'services: { a: { image: "${COMPOSE_PROJECT_NAME}", environment: [COMPOSE_PROJECT_NAME] } }\n';
  const filledIn = (source: object, name = '', more: Record<string, string> = {}): string[] => {
    const { project, problems } = load({ '/p/compose.yaml': `${name}${service}`, ...more }, source);
    const [a] = project.services;
    return [project.name, a?.image ?? '', ...(a?.container.Env ?? []), ...problems.map(({ code }) => code)];
  };
  const of = (name: string): string[] => [name, name, `COMPOSE_PROJECT_NAME=${name}`];
  assert.deepEqual(filledIn({}), of('p'));
  assert.deepEqual(filledIn({}, 'name: "${N:-own}"\n'), of('own'));
  assert.deepEqual(filledIn({ files: ['/p/compose.yaml', '/p/b.yaml'] }, 'name: own\n', { '/p/b.yaml': 'name: b\n' }), of('b'));
  assert.deepEqual(filledIn({}, 'name: own\n', { '/p/.env': 'COMPOSE_PROJECT_NAME=dot\n' }), of('dot'));
  assert.deepEqual(filledIn({ name: 'given', env: { COMPOSE_PROJECT_NAME: 'env' } }, 'name: own\n'), of('given'));
});

test('says what keeps a service from becoming a container only when it is to run', () => {
  const keys = ['tty: true', 'env_file: none.env', 'secrets: [s]', 'command: "\'"', 'volumes: [{ type: image, target: /x }]'];
  const files = {
    '/p/compose.yaml': `services:\n  a: { image: x }\n  b:\n    profiles: [debug]\n${keys.map((key) => `    ${key}\n`).join('')}secrets:\n  s: { environment: S }\n`,
  };
  const codes = (profiles: string[]): Set<string> => new Set(load(files, { profiles }).problems.map(({ code }) => code));
  const ofContainers = ['image-missing', 'env-file-not-found', 'grant-unsupported', 'command-invalid', 'mount-unsupported'];
  assert.deepEqual(
    ofContainers.filter((code) => !codes(['debug']).has(code)),
    [],
  );
  assert.deepEqual(
    ofContainers.filter((code) => codes([]).has(code)),
    [],
  );
});

test('makes the containers of a project once, of the texts that were checked', () => {
  const files = { '/p/compose.yaml': 'services:\n  a: { image: x, env_file: a.env }\n', '/p/a.env': 'A=1\n' };
  const { project } = load(files);
  files['/p/a.env'] = 'A=2\n';
  assert.deepEqual(project.services[0]?.container.Env, ['A=1']);
  assert.equal(project.services, project.services);
});

test('activates profiles', () => {
  const files = {
    '/p/compose.yaml':
      'services:\n  a: { image: x }\n  b: { image: x, profiles: [debug] }\n  c: { image: x, depends_on: [b], profiles: [other] }\n',
  };
  const names = (source: object): string[] => load(files, source).project.services.map(({ name }) => name);
  assert.deepEqual(names({}), ['a']);
  assert.deepEqual(names({ profiles: ['debug'] }), ['a', 'b']);
  assert.deepEqual(names({ env: { COMPOSE_PROFILES: 'debug,other' } }), ['a', 'b', 'c']);
  assert.deepEqual(names({ profiles: ['*'] }), ['a', 'b', 'c']);
  assert.deepEqual(errorsOf(files, { profiles: ['other'] }), ['dependency-inactive@b']);
});

const merge = (base: string, over: string): ReturnType<typeof loadService> => {
  const yaml = (body: string): string => `services:\n  web:\n    image: x\n${body.replace(/^/gm, '    ')}\n`;
  return loadService(yaml(base), 'web', { files: ['/p/compose.yaml', '/q/over.yaml'] }, { '/q/over.yaml': yaml(over) });
};

const MERGES: [rule: string, base: string, over: string, expected: object][] = [
  ['replaces plain values', 'tty: false', 'tty: true', { Tty: true }],
  ['replaces commands', 'command: [a, b]', 'command: [c]', { Cmd: ['c'] }],
  [
    'merges environments, of either form',
    'environment: [A=1, B=1]',
    'environment: { B: 2, C: 3 }',
    { Env: ['A=1', 'B=2', 'C=3'] },
  ],
  ['appends lists once', 'cap_add: [A, B]', 'cap_add: [B, C]', { HostConfig: { CapAdd: ['A', 'B', 'C'] } }],
  [
    'merges volumes by target',
    'volumes: ["./a:/x", "./b:/y"]',
    'volumes: ["./c:/x"]',
    { HostConfig: { Binds: ['/p/c:/x:rw', '/p/b:/y:rw'] } },
  ],
  [
    'merges devices by target',
    'devices: ["/dev/a:/dev/x"]',
    'devices: ["/dev/b:/dev/x"]',
    { HostConfig: { Devices: [{ PathOnHost: '/dev/b', PathInContainer: '/dev/x', CgroupPermissions: 'rwm' }] } },
  ],
  [
    'merges deep mappings',
    'deploy: { resources: { limits: { memory: 1g } } }',
    'deploy: { resources: { limits: { cpus: 1 } } }',
    { HostConfig: { Memory: 1073741824, NanoCpus: 1e9 } },
  ],
  [
    'replaces a ulimit as a whole',
    'ulimits: { nofile: { soft: 1, hard: 2 } }',
    'ulimits: { nofile: 5 }',
    { HostConfig: { Ulimits: [{ Name: 'nofile', Soft: 5, Hard: 5 }] } },
  ],
  [
    'replaces options of another log driver',
    'logging: { driver: a, options: { x: 1 } }',
    'logging: { driver: b, options: { y: 1 } }',
    { HostConfig: { LogConfig: { Type: 'b', Config: { y: '1' } } } },
  ],
  [
    'resets',
    'cap_add: [A]\ntty: true',
    'cap_add: !reset []\ntty: !reset null',
    { Tty: undefined, HostConfig: { CapAdd: undefined } },
  ],
  ['overrides', 'cap_add: [A]', 'cap_add: !override [B]', { HostConfig: { CapAdd: ['B'] } }],
  ['resets one variable', 'environment: { A: 1, B: 2 }', 'environment: { A: !reset null }', { Env: ['B=2'] }],
  [
    'replaces a check’s test',
    'healthcheck: { test: [CMD, a], interval: 1s }',
    'healthcheck: { test: [CMD, b] }',
    { Healthcheck: { Test: ['CMD', 'b'], Interval: 1e9 } },
  ],
];

for (const [rule, base, over, expected] of MERGES)
  test(`merge: ${rule}`, () => {
    const { container } = merge(base, over);
    const check = (found: unknown, wanted: object): void => {
      for (const [key, value] of Object.entries(wanted)) {
        const actual = (found as Record<string, unknown> | undefined)?.[key];
        if (key === 'HostConfig') check(actual, value as object);
        else assert.deepEqual(actual, value, key);
      }
    };
    check(container, expected);
  });

test('resolves paths of an override from the project, of an extended file from that file', () => {
  const files = {
    '/p/compose.yaml': 'services:\n  web: { extends: { file: sub/base.yaml, service: b }, volumes: ["./own:/own"] }\n',
    '/p/sub/base.yaml':
      'services:\n  b: { image: x, extends: a, volumes: ["./b:/b"], env_file: e }\n  a: { image: y, tty: true }\n',
    '/p/sub/e': 'E=1\n',
  };
  const { project, problems } = load(files);
  assert.deepEqual(problems, []);
  const [web] = project.services;
  assert.deepEqual(web?.container.HostConfig?.Binds, ['/p/sub/b:/b:rw', '/p/own:/own:rw']);
  assert.deepEqual([web.container.Env, web.container.Tty, web.image], [['E=1'], true, 'x']);
});

test('includes projects with their own directory and .env', () => {
  const files = {
    '/p/compose.yaml': 'include:\n  - sub/compose.yaml\nservices:\n  web: { image: x, depends_on: [inner] }\n',
    '/p/sub/compose.yaml': 'services:\n  inner: { image: "$A", volumes: ["./d:/d", "v:/v"] }\nvolumes:\n  v:\n',
    '/p/sub/.env': 'A=inner-image\n',
  };
  const { project, problems } = load(files);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    project.services.map(({ name, image }) => [name, image]),
    [
      ['inner', 'inner-image'],
      ['web', 'x'],
    ],
  );
  assert.deepEqual(project.services[0]?.container.HostConfig?.Binds, ['/p/sub/d:/d:rw', 'p_v:/v:rw']);
  assert.deepEqual(project.volumes, { v: { name: 'p_v', external: false } });
});

test('merges what an including file says of something over the included one', () => {
  const { project, problems } = load({
    '/p/compose.yaml': 'include: [b.yaml]\nservices:\n  a: { image: x, environment: { B: own, C: own } }\n',
    '/p/b.yaml': 'services: { a: { image: y, network_mode: none, environment: { A: theirs, B: theirs } } }',
  });
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [['include-conflict', 'warning']],
  );
  const [service] = project.services;
  assert.equal(service?.image, 'x');
  assert.deepEqual([...(service.container.Env ?? [])].sort(), ['A=theirs', 'B=own', 'C=own']);
});

test('merges an earlier included file over a later one, and tells it where they are included', () => {
  const files = {
    '/p/compose.yaml': 'include: [b.yaml, c.yaml]\n',
    '/p/b.yaml': 'services: { a: { image: x, network_mode: none } }',
    '/p/c.yaml': 'services: { a: { image: y, tty: true } }',
  };
  const result = load(files);
  assert.deepEqual(shown(files, result), ['include-conflict@c.yaml']);
  assert.deepEqual(
    result.problems.map(({ severity, file }) => [severity, file]),
    [['warning', '/p/compose.yaml']],
  );
  const [service] = result.project.services;
  assert.deepEqual([service?.image, service?.container.Tty], ['x', true]);
});

test('a service without an image is an error only where nobody can extend it', () => {
  const files = { '/p/common.yaml': 'services:\n  base: { tty: true, network_mode: none }\n' };
  const severities = (mayBeBase: boolean) =>
    load(files, { files: ['/p/common.yaml'], mayBeBase }).problems.map(({ code, severity }) => [code, severity]);
  assert.deepEqual(severities(false), [['image-missing', 'error']]);
  assert.deepEqual(severities(true), [['image-missing', 'information']]);
});

test('what a service uses that can only be extended may be defined by those who extend it', () => {
  const uses = 'network_mode: none, volumes: ["data:/data"], depends_on: [db]';
  const files = {
    '/p/common.yaml': `services:\n  base: { ${uses} }\n  whole: { image: x, network_mode: none, pid: "service:no" }\n`,
  };
  const severities = (mayBeBase: boolean) =>
    load(files, { files: ['/p/common.yaml'], mayBeBase })
      .problems.filter(({ code }) => code === 'reference-undefined')
      .map(({ severity }) => severity);
  assert.deepEqual(severities(false), ['error', 'error', 'error']);
  assert.deepEqual(severities(true).sort(), ['error', 'information', 'information']);
});

test('what is only written the same in another directory is a conflict', () => {
  const files = {
    '/p/compose.yaml': 'include: [q/b.yaml]\nsecrets: { s: { file: ./s } }\n',
    '/p/q/b.yaml': 'services: { c: { image: y, network_mode: none } }\nsecrets: { s: { file: ./s } }\n',
  };
  assert.ok(shown(files, load(files)).includes('include-conflict@s'));
});

test('tells of a variable where it is written, in a text of several lines, too', () => {
  const block = '|\n      if [ $$A ]; then\n        echo ${B} ${C}\n      fi; echo ${B}\n';
  const joined = '"one\n      ${D} \\\n      two"\n';
  const files = { '/p/compose.yaml': `services:\n  a:\n    image: x\n    command: ${block}    entrypoint: ${joined}` };
  const starts = load(files)
    .problems.filter(({ code }) => code === 'variable-unset')
    .map(({ range: [start, end] = [0, 0] }) => `${start} ${files['/p/compose.yaml'].slice(start, end)}`);
  const at = (text: string, from = 0): string => `${files['/p/compose.yaml'].indexOf(text, from)} ${text}`;
  const last = files['/p/compose.yaml'].indexOf('fi;');
  assert.deepEqual(starts, [at('${B}'), at('${C}'), at('${B}', last), at('${D}')]);
});

test('counts a volume of a cluster as used', () => {
  const mounts = ['v', 'w', 'group:g'].map((source) => `{ type: cluster, source: ${source}, target: /${source} }`);
  const files = { '/p/compose.yaml': `services:\n  a: { image: x, volumes: [${mounts.join(', ')}] }\nvolumes: { v: {} }\n` };
  const ofNames = shown(files, load(files)).filter((one) => !one.startsWith('mount-unsupported'));
  assert.deepEqual(ofNames, ['reference-undefined@w']);
});

test('expands anchors and merge keys, the nearest winning', () => {
  const yaml =
    'x-a: &a { tty: true, hostname: a }\nx-b: &b { hostname: b, user: u }\nservices:\n  web:\n    <<: [*a, *b]\n    image: x\n';
  const { container } = loadService(yaml);
  assert.deepEqual([container.Tty, container.Hostname, container.User], [true, 'a', 'u']);
});

const REFUSALS: [rule: string, files: Record<string, string>, expected: string[]][] = [
  [
    'extends circle',
    { '/p/compose.yaml': 'services:\n  a: { image: x, extends: b }\n  b: { image: x, extends: a }\n' },
    ['extends-cycle@a'],
  ],
  ['extends of nothing', { '/p/compose.yaml': 'services:\n  a: { image: x, extends: nope }\n' }, ['extends-not-found@nope']],
  [
    'extends of a missing file',
    { '/p/compose.yaml': 'services:\n  a: { image: x, extends: { file: f.yaml, service: b } }\n' },
    ['file-not-found@f.yaml'],
  ],
  [
    'include circle',
    { '/p/compose.yaml': 'include: [compose.yaml]\nservices:\n  a: { image: x }\n' },
    ['include-cycle@compose.yaml'],
  ],
  [
    'no conflict of what is the same',
    {
      '/p/compose.yaml': 'include: [q/b.yaml]\nservices:\n  a: { image: x, network_mode: none }\nvolumes: { v: { name: w } }\n',
      '/p/q/b.yaml': 'services: { c: { image: y, network_mode: none, volumes: ["v:/v"] } }\nvolumes:\n  v:\n    name: w\n',
    },
    [],
  ],
  ['no image', { '/p/compose.yaml': 'services:\n  a: { tty: true }\n' }, ['image-missing@a']],
  [
    'an image that is not known is not missing',
    { '/p/compose.yaml': 'services:\n  a: { image: "${I:?none}", network_mode: none }\n' },
    ['variable-required@${I:?none}'],
  ],
  ['build', { '/p/compose.yaml': 'services:\n  a: { build: . }\n' }, ['key-unsupported@build']],
  ['ports', { '/p/compose.yaml': 'services:\n  a: { image: x, ports: ["80:80"] }\n' }, ['key-unsupported@ports']],
  [
    'ports in host network are only said',
    { '/p/compose.yaml': 'services:\n  a: { image: x, ports: ["80:80"], network_mode: host }\n' },
    [],
  ],
  [
    'a network of the engine as network_mode',
    { '/p/compose.yaml': 'services:\n  a: { image: x, network_mode: my-net }\n  b: { image: x, network_mode: none }\n' },
    ['key-unsupported@network_mode'],
  ],
  [
    'a log the engine has no driver for',
    { '/p/compose.yaml': 'services:\n  a: { image: x, logging: { driver: journald, options: { tag: b } } }\n' },
    ['key-unsupported@journald'],
  ],
  [
    'an option of a log that the engine does not know',
    { '/p/compose.yaml': 'services:\n  a: { image: x, logging: { options: { max-size: 1m, tag: b } } }\n' },
    ['key-unsupported@tag'],
  ],
  [
    'logs it can write, and those of a variable',
    {
      '/p/compose.yaml':
        'services:\n  a: { image: x, logging: { driver: local } }\n  b: { image: x, logging: { driver: "${NONE-}" } }\n',
    },
    [],
  ],
  ['init', { '/p/compose.yaml': 'services:\n  a: { image: x, init: true }\n' }, []],
  [
    'use_api_socket',
    { '/p/compose.yaml': 'services:\n  a: { image: x, use_api_socket: true }\n' },
    ['key-unsupported@use_api_socket'],
  ],
  ['a key that is off is no wish', { '/p/compose.yaml': 'services:\n  a: { image: x, use_api_socket: false }\n' }, []],
  [
    'secret without a file',
    { '/p/compose.yaml': 'services:\n  a: { image: x, secrets: [s] }\nsecrets:\n  s: { environment: E }\n' },
    ['grant-unsupported@s'],
  ],
  [
    'limits that differ',
    { '/p/compose.yaml': 'services:\n  a: { image: x, cpus: 1, deploy: { resources: { limits: { cpus: 2 } } } }\n' },
    ['limit-conflict@1'],
  ],
  [
    'network_mode beside networks',
    { '/p/compose.yaml': 'services:\n  a: { image: x, network_mode: host, networks: [default] }\n' },
    ['network-conflict@host'],
  ],
  [
    'scale with a name',
    { '/p/compose.yaml': 'services:\n  a: { image: x, container_name: me, scale: 2 }\n' },
    ['scale-conflict@me'],
  ],
  ['a list as a file', { '/p/compose.yaml': '- a\n' }, ['project-not-mapping@- a']],
];

for (const [rule, files, expected] of REFUSALS) test(`problem: ${rule}`, () => assert.deepEqual(errorsOf(files), expected));
