import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { makeBusyboxRoot } from './support/busyboxRoot';
import { OwnHelper } from './support/OwnHelper';
import { until } from '../support/until';

const FIRST = 700_000;

/** Everything lies in directories that only root of the host may enter, as in /var/lib. */
suite('root, with a user namespace of the container’s own', () => {
  const helper = new OwnHelper();
  const hidden = join(helper.directory, 'hidden');
  before(async () => {
    await helper.start();
    mkdirSync(join(hidden, 'shared'), { recursive: true });
    chmodSync(hidden, 0o700);
    writeFileSync(join(hidden, 'shared/file'), 'bound\n');
  });
  after(() => helper.stop());

  const mappings = [{ containerID: 0, hostID: FIRST, size: 65536 }];
  const config = (script: string) => ({
    ociVersion: '1.0.2',
    root: { path: 'rootfs' },
    process: { args: ['/bin/sh', '-c', script], cwd: '/', user: { uid: 0, gid: 0 }, env: ['PATH=/bin'] },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
      { destination: '/mnt', type: 'bind', source: join(hidden, 'shared'), options: ['rbind', 'ro'] },
    ],
    linux: {
      namespaces: ['mount', 'pid', 'network', 'ipc', 'uts', 'cgroup', 'user'].map((type) => ({ type })),
      uidMappings: mappings,
      gidMappings: mappings,
    },
  });
  const script = 'id -u; id -G; cat /proc/self/uid_map /mnt/file; echo written > /tmp/new; echo no > /mnt/file || echo read-only';
  const expected = /^0\n0?\n\s+0\s+700000\s+65536\nbound\n[\s\S]*read-only/;

  test('a bundle, run by the helper alone', () => {
    const bundle = join(hidden, 'bundle');
    makeBusyboxRoot(join(bundle, 'rootfs'), FIRST);
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config(script)));
    const words = ['run', '--bundle', bundle, '--run', helper.run, '--id', 'bundle'];
    const { status, stdout, stderr } = spawnSync(helper.program, words, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, expected);
    assert.equal(statSync(join(bundle, 'rootfs/tmp/new')).uid, FIRST);
  });

  test('layers, supervised', async () => {
    makeBusyboxRoot(join(hidden, 'layer'));
    const log = { path: join(helper.data, 'log'), maxSize: 0, maxFiles: 1 };
    const base = {
      kind: 'overlay' as const,
      lower: [join(hidden, 'layer')],
      upper: join(hidden, 'upper'),
      work: join(hidden, 'work'),
    };
    const container = 'layers';
    await helper.ask(
      'create',
      { container, rootfs: { base }, log, stdin: false, stdinOnce: false },
      config(script.replace('/tmp', '')),
    );
    // Before it is started: it may be over at once then.
    const { result } = await helper.ask('state', { container });
    assert.match(readFileSync(`/proc/${String(result.pid)}/status`, 'utf8'), new RegExp(`^Uid:\\s+${String(FIRST)}\\s`, 'm'));
    await helper.ask('start', { container });
    await until(async () => (await helper.ask('state', { container })).result.status === 'stopped');
    await helper.ask('delete', { container, force: true });
    assert.match(readFileSync(log.path, 'utf8').replaceAll(/^\S+ std(out|err) [FP] /gm, ''), expected);
    assert.equal(statSync(join(hidden, 'upper/new')).uid, FIRST);
  });
});
