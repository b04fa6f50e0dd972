import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

const main = join(__dirname, '../../../../engine/cli/main.ts');
const tsx = require.resolve('tsx');

const GOOD = 'services:\n  web:\n    image: x\n';
const TYPO = 'services:\n  web:\n    image: x\n\tcomand: y\n'.replace('\t', '    ');
const OCI = JSON.stringify({ ociVersion: '1.2.0', process: { cwd: 'x', args: ['sh'] }, root: { path: '.' } });

/** `bulkhead check` in a directory with these files. */
function check(t: TestContext, files: Record<string, string>, ...args: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'bulkhead-check-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsx, main, 'check', ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('check: says where, what and with which code, and exits 1', (t) => {
  const { status, stdout } = check(t, { 'compose.yaml': TYPO }, '--no-host', 'compose.yaml');
  assert.equal(
    stdout,
    "compose.yaml:4:5: error: Unknown key 'comand' in service web; did you mean 'command'? [key-unknown]\n" +
      '    4 │     comand: y\n      │     ^^^^^^\n1 file: 1 error, 0 warnings, 0 remarks\n',
  );
  assert.equal(status, 1);
});

test('check: exits 0 when nothing is wrong, and 2 for a file that cannot be read', (t) => {
  assert.equal(check(t, { 'compose.yaml': GOOD }, '--no-host', 'compose.yaml').status, 0);
  const missing = check(t, { 'compose.yaml': GOOD }, '--no-host', 'compose.yaml', 'nope.yaml');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /nope\.yaml cannot be checked: ENOENT/);
});

test('check: warnings fail with --strict, and --severity rules over single codes', (t) => {
  const files = { 'compose.yaml': `${GOOD}    use_api_socket: true\n` };
  assert.equal(check(t, files, '--no-host', 'compose.yaml').status, 0);
  assert.equal(check(t, files, '--no-host', '--strict', 'compose.yaml').status, 1);
  const off = check(t, files, '--no-host', '--strict', '--severity', 'key-unsupported=off', 'compose.yaml');
  assert.equal(off.status, 0, off.stdout);
  assert.match(check(t, files, '--severity', 'nope=off', 'compose.yaml').stderr, /'nope' is no code of a problem/);
});

test('check: JSON and SARIF, also of an OCI config', (t) => {
  const [finding] = JSON.parse(check(t, { 'config.json': OCI }, '--format', 'json', 'config.json').stdout) as object[];
  assert.deepEqual(finding, {
    code: 'oci-path-relative',
    severity: 'error',
    message: "'x' is not absolute: cwd is a path from the root of the container.",
    file: 'config.json',
    ...{ line: 1, column: 40, endLine: 1, endColumn: 43 },
  });
  const { runs } = JSON.parse(check(t, { 'config.json': OCI }, '--format', 'sarif', 'config.json').stdout) as {
    runs: { tool: { driver: { rules: object[] } }; results: object[] }[];
  };
  assert.deepEqual(runs[0]?.tool.driver.rules, [{ id: 'oci-path-relative' }]);
  assert.deepEqual(runs[0].results, [
    {
      ruleId: 'oci-path-relative',
      level: 'error',
      message: { text: "'x' is not absolute: cwd is a path from the root of the container." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'config.json' },
            region: { startLine: 1, startColumn: 40, endLine: 1, endColumn: 43 },
          },
        },
      ],
    },
  ]);
});

test('check: what the engine cannot do is one finding, with the other places', (t) => {
  const files = { 'compose.yaml': 'services:\n  a: { image: x, gpus: all }\n  b: { image: x, gpus: all }\n' };
  const [finding, ...others] = JSON.parse(check(t, files, '--no-host', '--format', 'json', 'compose.yaml').stdout) as object[];
  assert.deepEqual(others, []);
  assert.deepEqual((finding as { related?: object }).related, [{ message: 'The same: gpus of b', line: 3, column: 18 }]);
  const { runs } = JSON.parse(check(t, files, '--no-host', '--format', 'sarif', 'compose.yaml').stdout) as {
    runs: { results: { relatedLocations: object[] }[] }[];
  };
  assert.deepEqual(runs[0]?.results[0]?.relatedLocations, [
    {
      message: { text: 'The same: gpus of b' },
      physicalLocation: { artifactLocation: { uri: 'compose.yaml' }, region: { startLine: 3, startColumn: 18 } },
    },
  ]);
});

test('check: for another machine by its profile, and a file that is none is refused', (t) => {
  const facts = {
    kernel: { release: '6.1', machine: 'x86_64' },
    user: { uid: 0, gid: 0, name: 'root', home: '/root' },
    cpus: { online: [0, 1] },
    memory: { total: 64 * 1024 * 1024, swapTotal: 0 },
    cgroup: { layout: 'v2', controllers: { memory: { version: 2, mountPoint: '/sys/fs/cgroup', path: '/', writable: true } } },
    userNamespaces: { available: true, subuid: [], subgid: [] },
    capabilities: { last: 40, lastName: 'CAP_CHECKPOINT_RESTORE', bounding: [] },
    network: { unprivilegedPortStart: 1024 },
  };
  const files = { 'compose.yaml': `${GOOD}    mem_limit: 1g\n`, 'small.json': JSON.stringify({ facts }), 'none.json': '{}' };
  assert.match(check(t, files, '--host', 'small.json', 'compose.yaml').stdout, /:4:16: warning: .*\[host-memory\]/);
  const none = check(t, files, '--host', 'none.json', 'compose.yaml');
  assert.match(none.stderr, /none\.json is no host profile \(it lacks kernel, .*bulkhead host --json/);
  assert.equal(none.status, 1);
});

test('check: knows a Dockerfile by its name, and the .dockerignore beside it', (t) => {
  const files = { 'web.Dockerfile': 'FROM alpine:3\nCOPY dist /\nSTOPSIGNAL SIGTREM\n', '.dockerignore': 'dist\n' };
  const { status, stdout } = check(t, files, '--no-host', '--format', 'json', 'web.Dockerfile');
  const found = JSON.parse(stdout) as { code: string; line: number; column: number }[];
  assert.deepEqual(
    found.map(({ code, line, column }) => [code, line, column]),
    [
      ['dockerfile-copy-ignored', 2, 6],
      ['dockerfile-argument-invalid', 3, 12],
    ],
  );
  assert.equal(status, 1);
});
