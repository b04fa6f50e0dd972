import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { addRunFlags, type RunOptions } from '../../../../engine/cli/commands/runFlags';
import { specOf } from '../../../../engine/cli/commands/runSpec';
import { bytes, table } from '../../../../engine/cli/table';
import { byteSize } from '../../../../engine/cli/values';

function spec(...args: string[]) {
  const command = new Command('run')
    .argument('<image>')
    .argument('[command...]')
    .passThroughOptions()
    .helpOption('--help')
    .exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  addRunFlags(command);
  let result: ReturnType<typeof specOf> | undefined;
  const caller = { env: process.env, cwd: () => process.cwd(), stdout: process.stdout };
  command.action((image: string, rest: string[], options: RunOptions) => void (result = specOf(caller, image, rest, options)));
  command.parse(args, { from: 'user' });
  return result!;
}

test('flags after the image belong to the command', () => {
  const made = spec('-it', '--rm', 'img', 'sh', '-c', 'ls -l');
  assert.deepEqual(made.Cmd, ['sh', '-c', 'ls -l']);
  assert.equal(made.Tty && made.OpenStdin && made.StdinOnce && made.AttachStdin, true);
  assert.equal(made.HostConfig?.AutoRemove, true);
});

test('limits are in Docker’s units', () => {
  const { HostConfig } = spec(
    '-m',
    '64m',
    '--cpus',
    '0.5',
    '--pids-limit',
    '50',
    '--memory-swap',
    '-1',
    '--shm-size',
    '1g',
    'img',
  );
  assert.equal(HostConfig?.Memory, 64 * 1024 * 1024);
  assert.equal(HostConfig.NanoCpus, 5e8);
  assert.equal(HostConfig.PidsLimit, 50);
  assert.equal(HostConfig.MemorySwap, -1);
  assert.equal(HostConfig.ShmSize, 1024 ** 3);
});

test('paths of this directory become absolute, names of volumes stay', () => {
  assert.deepEqual(spec('-v', './a:/b:ro', '-v', 'data:/d', '-v', '/x:/y', 'img').HostConfig?.Binds, [
    `${resolve('a')}:/b:ro`,
    'data:/d',
    '/x:/y',
  ]);
});

test('mounts, tmpfs, ulimits, devices and restart policies are taken apart', () => {
  const { HostConfig } = spec(
    ...['--mount', 'type=bind,src=/a,dst=/b,readonly', '--tmpfs', '/t:size=1m', '--ulimit', 'nofile=10:20'],
    ...['--device', '/dev/null:/dev/x:r', '--restart', 'on-failure:3', 'img'],
  );
  assert.deepEqual(HostConfig?.Mounts, [{ Type: 'bind', Source: '/a', Target: '/b', ReadOnly: true }]);
  assert.deepEqual(HostConfig.Tmpfs, { '/t': 'size=1m' });
  assert.deepEqual(HostConfig.Ulimits, [{ Name: 'nofile', Soft: 10, Hard: 20 }]);
  assert.deepEqual(HostConfig.Devices, [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r' }]);
  assert.deepEqual(HostConfig.RestartPolicy, { Name: 'on-failure', MaximumRetryCount: 3 });
});

test('a value that is none is an error of the command line', () => {
  assert.throws(() => spec('-m', '64x', 'img'), /invalid size: '64x'/);
  assert.throws(() => spec('--pids-limit', 'many', 'img'), /'many' is not a whole number/);
});

test('sizes in and out', () => {
  assert.equal(byteSize('1.5k'), 1536);
  assert.equal(byteSize('10MiB'), 10 * 1024 * 1024);
  assert.deepEqual([bytes(0), bytes(1536), bytes(64 * 1024 * 1024), bytes(24_222_105)], ['0B', '1.50KiB', '64.0MiB', '23.1MiB']);
});

test('tables align', () => {
  assert.equal(table(['A', 'B'], [['xxxx', 'y']]), 'A      B\nxxxx   y\n');
});

test('a target alone is a volume without a name', () => {
  const made = spec('-v', '/data', '-v', 'named:/d', 'img');
  assert.deepEqual([made.Volumes, made.HostConfig?.Binds], [{ '/data': {} }, ['named:/d']]);
});

test('-a says what is attached, -d that nothing is', () => {
  const streams = (...flags: string[]) => {
    const { AttachStdin, AttachStdout, AttachStderr, OpenStdin } = spec(...flags, 'img');
    return [OpenStdin, AttachStdin, AttachStdout, AttachStderr];
  };
  assert.deepEqual(streams('-i'), [true, true, true, true]);
  assert.deepEqual(streams('-i', '-a', 'STDOUT'), [true, false, true, false]);
  assert.deepEqual(streams('-i', '-d'), [true, false, false, false]);
  assert.throws(() => streams('-a', 'screen'), /invalid stream 'screen'/);
});

test('ports are published and told of', () => {
  const made = spec('-p', '127.0.0.1:8080:80', '-p', '53/udp', '--expose', '9000-9001', 'img');
  assert.deepEqual(made.HostConfig?.PortBindings, {
    '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }],
    '53/udp': [{ HostIp: '', HostPort: '' }],
  });
  assert.deepEqual(made.ExposedPorts, { '9000/tcp': {}, '9001/tcp': {} });
  assert.throws(() => spec('-p', 'x', 'img'), /invalid port: 'x' is not of the form/);
});

test('networks, resolvers, device weights and switches go where Docker has them', () => {
  const { HostConfig } = spec(
    ...['--net', 'none', '--dns-search', 'a.b', '--dns-option', 'ndots:1', '--blkio-weight-device', '/dev/sda:200'],
    ...['--memory-swappiness', '10', '--oom-kill-disable', '--cpu-rt-runtime', '5', '--annotation', 'k=v'],
    ...['--device-cgroup-rule', 'c 1:3 r', 'img'],
  );
  const { NetworkMode, DnsSearch, DnsOptions, BlkioWeightDevice, MemorySwappiness, OomKillDisable } = HostConfig!;
  assert.deepEqual([NetworkMode, DnsSearch, DnsOptions], ['none', ['a.b'], ['ndots:1']]);
  assert.deepEqual([BlkioWeightDevice, MemorySwappiness, OomKillDisable], [[{ Path: '/dev/sda', Weight: 200 }], 10, true]);
  const { CpuRealtimeRuntime, Annotations, DeviceCgroupRules } = HostConfig!;
  assert.deepEqual([CpuRealtimeRuntime, Annotations, DeviceCgroupRules], [5, { k: 'v' }, ['c 1:3 r']]);
});

test('a key of --mount that would have no effect is refused', () => {
  assert.throws(() => spec('--mount', 'type=tmpfs,dst=/t,colour=red', 'img'), /'colour' is not one of type, source, /);
  assert.deepEqual(spec('--mount', 'type=tmpfs,dst=/t,tmpfs-mode=1770', 'img').HostConfig?.Mounts, [
    { Type: 'tmpfs', Target: '/t', TmpfsOptions: { Mode: 0o1770 } },
  ]);
});
