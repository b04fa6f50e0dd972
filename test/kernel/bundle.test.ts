import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { makeBusyboxRoot } from './support/busyboxRoot';
import { OwnHelper } from './support/OwnHelper';

suite('bulkhead-helper run', () => {
  const helper = new OwnHelper();
  before(() => makeBusyboxRoot(join(helper.directory, 'rootfs')));
  after(() => helper.stop());

  function run(script: string, linux: object = {}, process: object = {}) {
    const config = {
      ociVersion: '1.0.2',
      root: { path: 'rootfs' },
      process: { args: ['/bin/sh', '-c', script], cwd: '/', user: { uid: 0, gid: 0 }, env: ['PATH=/bin'], ...process },
      mounts: [{ destination: '/proc', type: 'proc', source: 'proc' }],
      linux: { namespaces: ['mount', 'pid', 'network'].map((type) => ({ type })), ...linux },
    };
    writeFileSync(join(helper.directory, 'config.json'), JSON.stringify(config));
    const words = ['run', '--bundle', helper.directory, '--run', helper.run, '--id', 'bundle-test'];
    const { status, stdout, stderr } = spawnSync(helper.program, words, { encoding: 'utf8' });
    return { code: status, stdout, stderr };
  }

  test('passes streams and the exit code through', () => {
    assert.deepEqual(run('echo out; echo err >&2; exit 9'), { code: 9, stdout: 'out\n', stderr: 'err\n' });
  });

  test('enforces the limits that are asked for, each in its controller', () => {
    const resources = { memory: { limit: 32 << 20, swap: 32 << 20 }, pids: { limit: 6 } };
    // The kernel takes the one with the highest score; the shell, which is to live, asks for no memory while that one dies.
    const eat = "sh -c 'echo 1000 > /proc/self/oom_score_adj; exec dd if=/dev/zero of=/dev/null bs=90M count=1'; echo $?";
    assert.match(run(eat, { resources }).stdout, /^137$/m);
    assert.match(run(eat).stdout, /^0$/m);
    const many = run('for i in 1 2 3 4 5 6 7 8; do sleep 60 & done; wait', { resources });
    assert.match(many.stderr, /can't fork/);
    const cgroups = run('cat /proc/self/cgroup', { resources }).stdout;
    if (cgroups.includes('memory')) assert.match(cgroups, /memory:.*\/bulkhead\/bundle-test$/m);
    assert.match(cgroups, /\/bulkhead\/bundle-test$/m);
  });

  test('leaves out an ambient capability that is not inheritable, with a warning', () => {
    const capabilities = {
      bounding: ['CAP_KILL'],
      effective: ['CAP_KILL'],
      permitted: ['CAP_KILL'],
      inheritable: [],
      ambient: ['CAP_KILL'],
    };
    const { code, stdout, stderr } = run('grep CapAmb /proc/self/status', {}, { capabilities });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /warning: CAP_KILL is in process\.capabilities\.ambient but not in \.inheritable, and is left out/);
    assert.match(stdout, /CapAmb:\s+0{16}/);
    const given = run('grep CapAmb /proc/self/status', {}, { capabilities: { ...capabilities, inheritable: ['CAP_KILL'] } });
    assert.match(given.stdout, /CapAmb:\s+0000000000000020/);
  });
});
