import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { dockerConfigPath, dockerLogins } from '../../../registry/dockerConfig';
import type { Logins } from '../../../registry/dockerConfig';

const basic = (text: string): string => Buffer.from(text).toString('base64');

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'bulkhead-docker-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

function logins(t: TestContext, config: unknown): Logins {
  const path = join(folder(t), 'config.json');
  writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  return dockerLogins(path);
}

test('takes logins by whatever name of the registry they are kept', async (t) => {
  const { hosts, credentials } = logins(t, {
    auths: {
      'https://index.docker.io/v1/': { auth: basic('me:with:colon') },
      'ghcr.io': { auth: basic('you:secret') },
      'https://Registry.example.org:5000/v2/': { identitytoken: 'token' },
      'empty.example.org': {},
    },
  });
  assert.deepEqual(hosts(), ['docker.io', 'ghcr.io', 'registry.example.org:5000', 'empty.example.org']);
  assert.deepEqual(await credentials('docker.io'), { user: 'me', password: 'with:colon' });
  assert.deepEqual(await credentials('ghcr.io'), { user: 'you', password: 'secret' });
  assert.deepEqual(await credentials('Registry.example.org:5000'), { identityToken: 'token' });
  assert.equal(await credentials('empty.example.org'), undefined);
  assert.equal(await credentials('quay.io'), undefined);
});

test('asks the helper that keeps a login', async (t) => {
  const bin = folder(t);
  const helper = join(bin, 'docker-credential-test');
  const answers = `{"Username":"%s","Secret":"of $server in $1 mode"}`;
  writeFileSync(
    helper,
    `#!/bin/sh\nread -r server\ncase $server in token*) user='<token>';; *) user=me;; esac\nprintf '${answers.replace('%s', `'"$user"'`).replace('of $server in $1 mode', `'"of $server in $1 mode"'`)}'\n`,
  );
  chmodSync(helper, 0o755);
  const path = process.env['PATH'];
  process.env['PATH'] = `${bin}:${path ?? ''}`;
  t.after(() => (process.env['PATH'] = path));
  const { hosts, credentials } = logins(t, {
    credsStore: 'test',
    auths: { 'stored.example.org': {} },
    credHelpers: { 'token.example.org': 'test', 'bad.example.org': '../../bin/sh', 'gone.example.org': 'no-such-helper' },
  });
  assert.deepEqual(hosts(), ['stored.example.org', 'token.example.org', 'bad.example.org', 'gone.example.org']);
  assert.deepEqual(await credentials('stored.example.org'), { user: 'me', password: 'of stored.example.org in get mode' });
  assert.deepEqual(await credentials('token.example.org'), { identityToken: 'of token.example.org in get mode' });
  assert.equal(await credentials('bad.example.org'), undefined);
  assert.equal(await credentials('gone.example.org'), undefined);
  // Nobody who never logged in is asked after.
  assert.equal(await credentials('other.example.org'), undefined);
});

for (const [what, config] of [
  ['no JSON', '{'],
  ['a list', []],
  ['other types', { auths: 7, credHelpers: 'x', credsStore: {} }],
  ['entries of other types', { auths: { 'a.example.org': 7, 'b.example.org': { auth: [1] } } }],
] as const)
  test(`a configuration that is ${what} has no logins`, async (t) => {
    const { credentials } = logins(t, config);
    assert.equal(await credentials('a.example.org'), undefined);
  });

test('a login counts from when it is made', (t) => {
  const path = join(folder(t), 'config.json');
  const { hosts } = dockerLogins(path);
  assert.deepEqual(hosts(), []);
  writeFileSync(path, JSON.stringify({ auths: { 'ghcr.io': {} } }));
  assert.deepEqual(hosts(), ['ghcr.io']);
  rmSync(path);
  mkdirSync(path);
  assert.deepEqual(hosts(), []);
});

test('is where the Docker client has it', () => {
  assert.equal(dockerConfigPath({ HOME: '/home/me' }), '/home/me/.docker/config.json');
  assert.equal(dockerConfigPath({ HOME: '/home/me', DOCKER_CONFIG: '/etc/docker-me' }), '/etc/docker-me/config.json');
});
