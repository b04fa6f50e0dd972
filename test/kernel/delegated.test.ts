import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestEngine } from './support/TestEngine';

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
    after(() => {
      engine.stop();
      for (const name of readdirSync(delegated))
        if (existsSync(`${delegated}/${name}/cgroup.procs`)) rmdirSync(`${delegated}/${name}`);
      rmdirSync(delegated);
    });

    test('the engine says which controllers it has', () => {
      const report = JSON.parse(engine.bulkhead('host', '--json').stdout) as { helper: { controllers: string[] } };
      for (const name of ['cpu', 'memory', 'pids', 'freezer']) assert.ok(report.helper.controllers.includes(name), name);
    });

    test('memory: a process that takes more is killed', () => {
      const script = 'head -c 200m /dev/zero | tail | wc -c';
      engine.bulkhead('run', '--name', 'hungry', '-m', '32m', '--memory-swap', '32m', host, 'sh', '-c', script);
      const [inspected] = JSON.parse(engine.bulkhead('inspect', 'hungry').stdout) as { State: { OOMKilled: boolean } }[];
      assert.equal(inspected?.State.OOMKilled, true);
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
      const script = 'cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max; for i in 1 2 3 4 5 6; do sleep 5 & done';
      const inside = engine.bulkhead('exec', 'bound', 'sh', '-c', script);
      assert.match(inside.stdout, /^5\n50000 100000\n/);
      assert.match(inside.stderr, /[Cc]annot fork|[Rr]esource temporarily unavailable/);
      await sleep(3000);
      const percent = Number.parseFloat(engine.docker('stats', '--no-stream', '--format', '{{.CPUPerc}}', 'bound').stdout);
      assert.ok(percent > 20 && percent < 80, `used ${percent} % of a core with a limit of 50 %`);
      assert.equal(engine.docker('pause', 'bound').stdout, 'bound\n');
      assert.equal(engine.docker('unpause', 'bound').stdout, 'bound\n');
      engine.bulkhead('rm', '-f', 'bound');
    });

    test('limits still hold after the helper was killed and started again', async () => {
      process.kill(engine.pidOf('helper'), 'SIGKILL');
      await sleep(1000);
      assert.equal(engine.bulkhead('run', '--rm', '--pids-limit', '7', host, 'cat', '/sys/fs/cgroup/pids.max').stdout, '7\n');
    });
  });
