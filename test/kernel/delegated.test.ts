import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { EATER } from './support/eater';
import { limitedUse } from './support/limitedUse';
import { removeCgroup } from './support/removeCgroup';
import { TestEngine } from './support/TestEngine';
import { until } from '../support/until';

const host = 'bulkhead.local/host';
const tree = '/sys/fs/cgroup';
const delegated = `${tree}/bulkhead-delegated`;

/** Only where cgroup v2 has the controllers: a hybrid host gives users none of them. */
if (existsSync(`${tree}/cgroup.controllers`))
  suite('limits, rootless in a delegated cgroup', () => {
    let engine: TestEngine;
    before(() => {
      mkdirSync(delegated);
      // What systemd does for Delegate=yes.
      const give = `cd ${delegated} && chown $ENGINE_UID . cgroup.procs cgroup.subtree_control cgroup.threads; cd /; echo $$ > ${delegated}/cgroup.procs; exec "$@"`;
      engine = TestEngine.start('rootless', ['sh', '-c', give, 'sh']);
    });
    after(async () => {
      engine.stop();
      await removeCgroup(delegated);
    });

    test('the engine says which controllers it has', () => {
      const report = JSON.parse(engine.bulkhead('host', '--json').stdout) as { helper: { controllers: string[] } };
      for (const name of ['cpu', 'memory', 'pids', 'freezer']) assert.ok(report.helper.controllers.includes(name), name);
    });

    test('memory: a process that takes more is killed', () => {
      const run = engine.bulkhead('run', '--name', 'hungry', '-m', '32m', '--memory-swap', '32m', host, ...EATER);
      const [inspected] = JSON.parse(engine.bulkhead('inspect', 'hungry').stdout) as { State: { OOMKilled: boolean } }[];
      assert.deepEqual([run.code, inspected?.State.OOMKilled], [137, true], run.stderr);
      engine.bulkhead('rm', '-f', 'hungry');
    });

    test('pids and cpu: the limits are in the kernel, and hold', async () => {
      const { code, stderr } = engine.bulkhead(
        'run',
        '-d',
        '--name',
        'bound',
        '--pids-limit',
        '5',
        '--cpus',
        '0.5',
        host,
        'sh',
        '-c',
        'while :; do :; done',
      );
      assert.equal(code, 0, stderr);
      const script = 'cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max; for i in 1 2 3 4 5 6; do sleep 60 & done';
      const inside = engine.bulkhead('exec', 'bound', 'sh', '-c', script);
      assert.match(inside.stdout, /^5\n50000 100000\n/);
      assert.match(inside.stderr, /[Cc]annot fork|[Rr]esource temporarily unavailable/);
      const cores = await limitedUse(engine, 'bound');
      assert.ok(cores < 0.75, `used ${cores} cores with a limit of a half`);
      assert.equal(engine.docker('pause', 'bound').stdout, 'bound\n');
      assert.equal(engine.docker('unpause', 'bound').stdout, 'bound\n');
      engine.bulkhead('rm', '-f', 'bound');
    });

    test('limits still hold after the helper was killed and started again', async () => {
      const killed = engine.pidOf('helper');
      process.kill(killed, 'SIGKILL');
      await until(() => engine.pidOf('helper') !== killed);
      assert.equal(engine.bulkhead('run', '--rm', '--pids-limit', '7', host, 'cat', '/sys/fs/cgroup/pids.max').stdout, '7\n');
    });
  });
