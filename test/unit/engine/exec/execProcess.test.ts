import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { accountFiles } from '../../../../engine/containers/accountFiles';
import { execProcess, type ExecOptions } from '../../../../engine/exec/execProcess';
import type { Rootfs } from '../../../../engine/helper/protocol';

const options: ExecOptions = {
  ...{ Cmd: ['id'], Env: [], User: '', WorkingDir: '', Tty: false, Privileged: false },
  ...{ AttachStdin: false, AttachStdout: true, AttachStderr: true },
};
const container = {
  user: { uid: 0, gid: 0 },
  args: ['sleep'],
  cwd: '/srv',
  env: ['PATH=/bin', 'HOME=/root'],
  noNewPrivileges: true,
};

function rootfs(t: TestContext): { layers: string[]; rootfs: Rootfs } {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-rootfs-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const layers = ['upper', 'top', 'bottom'].map((name) => join(directory, name));
  for (const layer of layers) mkdirSync(join(layer, 'etc'), { recursive: true });
  const [upper = '', ...lower] = layers;
  return { layers, rootfs: { base: { kind: 'overlay', lower, upper, work: join(directory, 'work') } } };
}

test('an exec is the container’s process with another command', (t) => {
  const process = execProcess(container, rootfs(t).rootfs, {
    ...options,
    Env: ['A=b', 'PATH=/x'],
    WorkingDir: '/tmp',
    Tty: true,
  });
  assert.deepEqual(process.args, ['id']);
  assert.deepEqual(process.env, ['PATH=/x', 'HOME=/root', 'TERM=xterm', 'A=b']);
  assert.deepEqual([process.cwd, process.terminal, process.noNewPrivileges], ['/tmp', true, true]);
});

test('a user is looked up in the topmost layer that has the file', (t) => {
  const { layers, rootfs: root } = rootfs(t);
  writeFileSync(join(layers[2]!, 'etc/passwd'), 'app:x:1:1::/old:/bin/sh\n');
  writeFileSync(join(layers[1]!, 'etc/passwd'), 'app:x:7:8::/home/app:/bin/sh\n');
  const process = execProcess(container, root, { ...options, User: 'app' });
  assert.deepEqual([process.user.uid, process.user.gid], [7, 8]);
  assert.ok(process.env?.includes('HOME=/home/app'));
  assert.throws(() => execProcess(container, root, { ...options, User: 'nobody' }), /unable to find user nobody/);
});

test('a passwd or etc that is a link is not followed out of the layer', (t) => {
  const { layers, rootfs: root } = rootfs(t);
  symlinkSync('/etc/passwd', join(layers[0]!, 'etc/passwd'));
  assert.deepEqual(accountFiles(root), { passwd: '', group: '' });
  rmSync(join(layers[0]!, 'etc'), { recursive: true });
  symlinkSync('/etc', join(layers[0]!, 'etc'));
  assert.deepEqual(accountFiles(root), { passwd: '', group: '' });
});
