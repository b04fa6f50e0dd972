import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { removeCgroup } from './support/removeCgroup';
import { TestEngine } from './support/TestEngine';

const root = process.env['BULKHEAD_ROOT'] ?? join(__dirname, '../..');
const host = 'bulkhead.local/host';
const tree = '/sys/fs/cgroup/bulkhead-user';

/** Only where cgroup v2 has the controllers: a hybrid host gives users none of them. */
if (existsSync('/sys/fs/cgroup/cgroup.controllers'))
  suite('limits, rootless on a machine with systemd', () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start('rootless', ['sh', join(root, 'test/kernel/support/startUserManager.sh'), tree]);
    });
    after(async () => {
      engine.bulkhead('engine', 'stop');
      // The manager runs as the engine's user, who can be removed only then.
      await removeCgroup(tree);
      engine.stop();
    });

    test('the engine runs in a scope of its own', () => {
      const cgroup = readFileSync(`/proc/${engine.pidOf('engine')}/cgroup`, 'utf8');
      const log = readFileSync(join(engine.directory, 'data/engine.log'), 'utf8');
      assert.match(cgroup, /^0::\/bulkhead-user\/.*\/run-\w+\.scope/m, log);
    });

    test('limits are in the kernel', () => {
      const script = 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max';
      const flags = ['-m', '64m', '--pids-limit', '9', '--cpus', '0.5'];
      const { stdout, stderr } = engine.bulkhead('run', '--rm', ...flags, host, 'sh', '-c', script);
      assert.equal(stdout, '67108864\n9\n50000 100000\n', stderr);
    });
  });
