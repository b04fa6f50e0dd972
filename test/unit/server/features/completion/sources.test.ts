import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostFacts } from '../../../spec/host/fixture';
import type { ClientOptions } from '../../TestClient';
import { chosen, complete, CONFIG_URI, EDITOR, labels } from './complete';

const FILES = {
  '/project/.env': 'TAG=1.2\nTOKEN=abc\n',
  '/project/src/app.js': '',
  '/project/web.env': '',
  '/project/docker/app.Dockerfile': '',
  '/project/odd name/x': '',
  '/home/me/notes': '',
  '/project/base.yaml': 'services:\n  common: { image: x }\n',
};
const OPTIONS: ClientOptions = {
  files: FILES,
  env: { HOME: '/home/me', PATH: '/bin' },
  images: ['nginx:1.27', 'app:dev'],
  host: hostFacts({
    sysctls: ['net.core.somaxconn', 'net.ipv4.tcp_new_thing', 'kernel.pid_max'],
    devices: { nodes: [{ path: '/dev/fuse', type: 'c', major: 10, minor: 229 }], directories: ['/dev'], others: [] },
  }),
};
const web = (lines: string): string => `services:\n  db:\n    image: db:17\n    profiles: [debug]\n  web:\n    ${lines}`;

/** Labels that must be offered, and some that must not. */
const OFFERS: [rule: string, text: string, offered: string[], absent: string[]][] = [
  ['files and directories for env_file', web('env_file: |'), ['web.env', 'src/'], ['src/app.js']],
  ['what is in a directory', web('env_file: src/|'), ['app.js'], ['src/', 'web.env']],
  ['directories alone for a build', web('build: |'), ['src/', 'docker/'], ['web.env']],
  ['Dockerfiles from the context on', web('build:\n      context: docker\n      dockerfile: |'), ['app.Dockerfile'], ['web.env']],
  ['paths for a mount', web('volumes:\n      - ./|'), ['src/', 'web.env'], []],
  ['options of a mount', web('volumes:\n      - ./src:/src:|'), ['ro', 'z', 'rslave'], ['size=', 'src/']],
  ['further options of a mount', web('volumes:\n      - "./src:/src:ro,|'), ['z', 'rslave'], ['ro', 'size=']],
  ['options of a tmpfs', web('tmpfs: /run:|'), ['size=', 'mode=', 'noexec'], ['z']],
  ['further options of a tmpfs', web('tmpfs:\n      - /run:size=64m,|'), ['mode='], ['size=']],
  ['services to extend', web('extends:\n      service: |'), ['db'], ['web', 'common']],
  ['services of another file to extend', web('extends:\n      file: base.yaml\n      service: |'), ['common'], ['db']],
  ['services to link', web('links:\n      - |'), ['db'], ['web']],
  ['services to take mounts from', web('volumes_from:\n      - |'), ['db'], ['web']],
  ['platforms', web('platform: |'), ['linux/amd64', 'linux/arm64'], []],
  ['abilities of a GPU', web('gpus:\n      - capabilities: [|'), ['gpu', 'compute'], []],
  ['paths of the home directory', web('volumes:\n      - ~/|'), ['notes'], []],
  ['no paths of the host for the target of a mount', web('volumes:\n      - ./src:/|'), [], ['src/']],
  ['no names that would need quotes', web('env_file: |'), [], ['odd name/']],
  ['no paths for a named volume', web('volumes:\n      - da|'), [], ['./src/']],
  ['paths for a secret', 'secrets:\n  key:\n    file: |', ['web.env'], []],
  ['files to include', 'include:\n  - |', ['web.env', 'src/'], []],
  ['images of the engine and of other services', web('image: |'), ['nginx:1.27', 'app:dev', 'db:17', 'bulkhead.local/host'], []],
  ['profiles of other services', web('profiles: [|'), ['debug'], []],
  ['devices of the host', web('devices:\n      - |'), ['/dev/fuse'], []],
  ['devices for limits of block devices', web('blkio_config:\n      device_read_bps:\n        - path: |'), ['/dev/fuse'], []],
  ['settings of this kernel that have a namespace', web('sysctls:\n      |'), ['net.ipv4.tcp_new_thing'], ['kernel.pid_max']],
  [
    'variables of .env, of the file and of the environment',
    web('image: ${TAG}\n    hostname: ${|}'),
    ['TOKEN', 'TAG', 'PATH'],
    ['web.env'],
  ],
  ['variables in a text', web('command: echo $T|'), ['TOKEN', 'TAG'], []],
  ['no variables after two dollar signs', web('command: echo $$|'), [], ['TOKEN']],
  ['variables by name in environment', web('environment:\n      |'), ['TOKEN'], ['PATH']],
  ['anchors after an asterisk', `x-a: &base { tty: true }\n${web('<<: *|')}`, ['*base'], ['image']],
  ['anchors after a merge key', `x-a: &base { tty: true }\n${web('<<: |')}`, ['*base'], ['image']],
  ['no anchors from below', `${web('<<: |')}\nx-a: &later { tty: true }`, [], ['*later']],
  ['merge keys', `x-a: &base { tty: true }\n${web('|')}`, ['<<: *base', 'image'], []],
  ['tags of override files', web('ports: !|'), ['!reset', '!override'], ['image']],
  ['services of the snippets', 'services:\n  |', ['web service', 'database service'], ['bridge network']],
  ['networks of the snippets', 'networks:\n  |', ['bridge network'], ['web service']],
  ['no second health check', web('healthcheck: {}\n    |'), ['limits'], ['healthcheck by command']],
  ['ports that the service exposes', web('expose: ["9000"]\n    ports:\n      - |'), ['9000:9000', '8080:80'], []],
  ['names that are not in the list yet', web('cap_add:\n      - KILL\n      - |'), ['CHOWN'], ['KILL']],
  ['the beginning of a test', web('healthcheck: { test: ["|"] }'), ['CMD', 'CMD-SHELL', 'NONE'], []],
  ['limits', web('ulimits:\n      |'), ['nofile'], []],
  ['ports of the container behind one of the host', web('ports:\n      - "3001:|"'), ['3001:80', '3001:5432'], ['8080:80']],
  ['ports behind an address', web('ports:\n      - "127.0.0.1:|"'), ['127.0.0.1:8080:80'], ['127.0.0.1:80']],
  ['ports behind an address of IPv6', web('ports:\n      - "[::1]:|"'), ['[::1]:8080:80'], ['[::1]:80']],
  ['protocols behind a port', web('ports:\n      - "53:53/|"'), ['53:53/tcp', '53:53/udp'], ['8080:80']],
  ['the same path for a device in the container', web('devices:\n      - /dev/fuse:|'), ['/dev/fuse'], ['rwm']],
  ['what may be done with a device', web('devices:\n      - /dev/fuse:/dev/fuse:|'), ['rwm', 'rw', 'r'], ['/dev/fuse']],
  ['images that many begin with', web('image: |'), ['postgres', 'redis'], []],
  ['the network that needs no definition', web('networks:\n      - |'), ['default'], []],
  [
    'named volumes for a mount in the long form',
    `volumes:\n  data:\n${web('volumes:\n      - source: |')}`,
    ['data', 'src/'],
    [],
  ],
  ['usual options of a driver', web('logging:\n      options:\n        |'), ['max-size', 'max-file'], []],
  ['options of a volume', 'volumes:\n  data:\n    driver_opts:\n      |', ['type', 'o', 'device'], []],
  ['a list on the line of its key', web('cap_add: |'), ['[CHOWN]', '[NET_ADMIN]'], ['CHOWN']],
  ['forms of a health check', web('healthcheck:\n      test: |'), ['["CMD", "…"]', '["CMD-SHELL", "…"]'], ['[CMD]']],
  ['items with their keys where a list begins', web('develop:\n      watch:\n        |'), ['- path', '- action'], ['path']],
  ['what may follow the name of a variable', web('image: x:${TAG:|}'), [':-', ':?', ':+'], ['TAG']],
];

for (const [rule, text, offered, absent] of OFFERS)
  test(`offers ${rule}`, async () => {
    const found = await labels(text, OPTIONS);
    for (const label of offered) assert.ok(found.includes(label), `${label} is offered, among ${found.join(' ').slice(0, 300)}`);
    for (const label of absent) assert.ok(!found.includes(label), `${label} is not offered`);
  });

const CHOICES: [rule: string, text: string, label: string, expected: string][] = [
  ['a path goes on after its directory', web('build: ./do|'), 'docker/', web('build: ./docker/')],
  ['a path in quotes keeps them', web('env_file: "./src/a|"'), 'app.js', web('env_file: "./src/app.js"')],
  ['a mount begins with a dot', web('volumes:\n      - |'), './src/', web('volumes:\n      - ./src/')],
  ['a variable closes its brace', web('image: app:${T|'), 'TAG', web('image: app:${TAG}')],
  ['a variable keeps what follows it', web('image: "app:${T|:-1}"'), 'TAG', web('image: "app:${TAG:-1}"')],
  ['an alias', `x-a: &base {}\n${web('<<: *b|')}`, '*base', `x-a: &base {}\n${web('<<: *base')}`],
  ['a list with one item', web('cap_add: |'), '[CHOWN]', web('cap_add: [CHOWN]')],
  ['an item with a key', web('develop:\n      watch:\n        |'), '- path', web('develop:\n      watch:\n        - path: ')],
  ['an operator of a variable', web('image: x:${TAG:|}'), ':-', web('image: x:${TAG:-}')],
  ['a port behind one of the host', web('ports:\n      - "3001:|"'), '3001:80', web('ports:\n      - "3001:80"')],
  ['a tag', web('ports: !res|'), '!reset', web('ports: !reset null')],
];

for (const [rule, text, label, expected] of CHOICES)
  test(`${rule} when it is chosen`, async () => assert.equal(await chosen(text, label, OPTIONS), expected));

test('writes a snippet with places to fill in, or without where the client has none', async () => {
  const text = 'networks:\n  |';
  assert.equal(await chosen(text, 'internal network', EDITOR), 'networks:\n  ${1:back}:\n    internal: true');
  assert.equal(await chosen(text, 'internal network'), 'networks:\n  back:\n    internal: true');
});

test('offers mount options and filesystem types of an OCI config', async () => {
  const mounts = (rest: string): string => `{\n  "ociVersion": "1.2.0",\n  "mounts": [{ ${rest} }]\n}`;
  assert.ok((await labels(mounts('"options": ["|"]'), OPTIONS, CONFIG_URI)).includes('rbind'));
  assert.ok((await labels(mounts('"type": "|"'), OPTIONS, CONFIG_URI)).includes('tmpfs'));
});

test('says what a value means', async () => {
  const item = (await complete(web('restart: |'))).find(({ label }) => label === 'unless-stopped');
  assert.deepEqual(item?.documentation, { kind: 'markdown', value: 'Always, unless somebody stopped it.' });
});
