import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EATER } from './support/eater';
import { limitedUse } from './support/limitedUse';
import { TestEngine } from './support/TestEngine';
import { until } from '../support/until';

const host = 'bulkhead.local/host';

/** The whole disk that a directory lies on: the kernel limits no single partition. */
function diskUnder(directory: string): string {
  const { stdout: source } = spawnSync('findmnt', ['-no', 'SOURCE', '-T', directory], { encoding: 'utf8' });
  const { stdout: parent } = spawnSync('lsblk', ['-dnpo', 'PKNAME', source.trim()], { encoding: 'utf8' });
  return parent.trim() || source.trim();
}

suite('limits, as root', () => {
  let engine: TestEngine;
  before(() => {
    engine = TestEngine.start('root');
  });
  after(() => engine.stop());

  test('memory: a process that takes more is killed, and the container says so', () => {
    const run = engine.bulkhead('run', '--name', 'hungry', '-m', '32m', '--memory-swap', '32m', host, ...EATER);
    const [inspected] = JSON.parse(engine.bulkhead('inspect', 'hungry').stdout) as { State: { OOMKilled: boolean } }[];
    assert.deepEqual([run.code, inspected?.State.OOMKilled], [137, true], run.stderr);
    engine.bulkhead('rm', '-f', 'hungry');
  });

  test('pids: no process beyond the limit', () => {
    const { stdout, stderr } = engine.bulkhead(
      'run',
      '--rm',
      '--pids-limit',
      '5',
      host,
      'sh',
      '-c',
      'for i in 1 2 3 4 5 6 7 8; do sleep 60 & done; wait; echo end',
    );
    assert.match(stdout + stderr, /[Cc]annot fork|[Rr]esource temporarily unavailable/);
  });

  test('cpu: half a core is half a core', async () => {
    engine.bulkhead('run', '-d', '--name', 'busy', '--cpus', '0.5', host, 'sh', '-c', 'while :; do :; done');
    const cores = await limitedUse(engine, 'busy');
    assert.ok(cores < 0.75, `used ${cores} cores with a limit of a half`);
    engine.bulkhead('rm', '-f', 'busy');
  });

  // The virtual machine has no disk of its own.
  if (!process.env['IN_VM'])
    test('io: writes to a disk are slowed down to what was asked for', () => {
      const disk = diskUnder(engine.directory);
      const script = 'dd if=/dev/zero of=/slow bs=1M count=3 oflag=direct';
      const started = Date.now();
      const { code, stderr } = engine.bulkhead('run', '--rm', '--device-write-bps', `${disk}:1mb`, host, 'sh', '-c', script);
      assert.equal(code, 0, stderr);
      assert.ok(Date.now() - started > 2000, `3 MiB at 1 MiB a second took ${String(Date.now() - started)} ms`);
    });

  test('freezer: a paused container stands still and goes on', async () => {
    engine.bulkhead('run', '-d', '--name', 'still', host, 'sh', '-c', 'while :; do echo tick; sleep 0.02; done');
    const lines = () => engine.bulkhead('logs', 'still').stdout.split('\n').length;
    await until(() => lines() > 2);
    assert.equal(engine.docker('pause', 'still').code, 0);
    // What it wrote before may still be on its way to the log.
    await until(async () => {
      const before = lines();
      await sleep(300);
      return lines() === before;
    });
    const before = lines();
    assert.equal(engine.docker('unpause', 'still').code, 0);
    await until(() => lines() > before);
    engine.bulkhead('rm', '-f', 'still');
  });
});

suite('limits, rootless without cgroups', () => {
  let engine: TestEngine;
  before(() => {
    engine = TestEngine.start('rootless');
  });
  after(() => engine.stop());

  const refusals: [what: RegExp, args: string[]][] = [
    [/[Mm]emory/, ['-m', '64m']],
    [/[Pp]ids/, ['--pids-limit', '5']],
    [/[Cc]pu/, ['--cpus', '0.5']],
  ];
  for (const [what, args] of refusals)
    test(`${args.join(' ')} cannot be enforced and is refused by name, with what would make it work`, () => {
      const { code, stderr } = engine.bulkhead('run', '--rm', ...args, host, 'true');
      assert.equal(code, 125);
      assert.match(stderr, what);
      assert.match(stderr, /cannot be enforced.*(delegat|privileged)/s);
    });
});
