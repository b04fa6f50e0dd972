import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { accountFiles } from '../../../../engine/containers/accountFiles';
import { execProcess, type ExecOptions } from '../../../../engine/exec/execProcess';
import type { Rootfs } from '../../../../engine/helper/protocol';
import { capabilitySets } from '../../../../spec/oci/capabilityRows';
import type { OciProcess } from '../../../../spec/oci/OciConfig';

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
const possible = ['CAP_CHOWN', 'CAP_SYS_ADMIN'];

function rootfs(t: TestContext): { layers: string[]; rootfs: Rootfs } {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-rootfs-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const layers = ['upper', 'top', 'bottom'].map((name) => join(directory, name));
  for (const layer of layers) mkdirSync(join(layer, 'etc'), { recursive: true });
  const [upper = '', ...lower] = layers;
  return { layers, rootfs: { base: { kind: 'overlay', lower, upper, work: join(directory, 'work') } } };
}

test('an exec is the container’s process with another command', (t) => {
  const process = execProcess(
    container,
    rootfs(t).rootfs,
    {
      ...options,
      Env: ['A=b', 'PATH=/x'],
      WorkingDir: '/tmp',
      Tty: true,
    },
    possible,
  );
  assert.deepEqual(process.args, ['id']);
  assert.deepEqual(process.env, ['PATH=/x', 'HOME=/root', 'TERM=xterm', 'A=b']);
  assert.deepEqual([process.cwd, process.terminal, process.noNewPrivileges], ['/tmp', true, true]);
});

test('a user is looked up in the topmost layer that has the file', (t) => {
  const { layers, rootfs: root } = rootfs(t);
  writeFileSync(join(layers[2]!, 'etc/passwd'), 'app:x:1:1::/old:/bin/sh\n');
  writeFileSync(join(layers[1]!, 'etc/passwd'), 'app:x:7:8::/home/app:/bin/sh\n');
  const process = execProcess(container, root, { ...options, User: 'app' }, possible);
  assert.deepEqual([process.user.uid, process.user.gid], [7, 8]);
  assert.ok(process.env?.includes('HOME=/home/app'));
  assert.throws(() => execProcess(container, root, { ...options, User: 'nobody' }, possible), /unable to find user nobody/);
});

test('a passwd or etc that is a link is not followed out of the layer', (t) => {
  const { layers, rootfs: root } = rootfs(t);
  symlinkSync('/etc/passwd', join(layers[0]!, 'etc/passwd'));
  assert.deepEqual(accountFiles(root), { passwd: '', group: '' });
  rmSync(join(layers[0]!, 'etc'), { recursive: true });
  symlinkSync('/etc', join(layers[0]!, 'etc'));
  assert.deepEqual(accountFiles(root), { passwd: '', group: '' });
});

test('its own user has the capabilities of the container at once, or none', (t) => {
  const { rootfs: root } = rootfs(t);
  const sets = (names: string[], held: string[]): object => ({
    ...{ bounding: names, effective: held, permitted: held },
    ...{ inheritable: [], ambient: [] },
  });
  const ofRoot = { ...container, capabilities: capabilitySets(0, ['CAP_CHOWN']) };
  const ofOther = { ...container, user: { uid: 1000, gid: 0 }, capabilities: capabilitySets(1000, ['CAP_CHOWN']) };
  const cases: [container: OciProcess, user: string, privileged: boolean, expected: object][] = [
    [ofRoot, '', false, sets(['CAP_CHOWN'], ['CAP_CHOWN'])],
    [ofRoot, '1000', false, sets(['CAP_CHOWN'], [])],
    [ofOther, '', false, sets(['CAP_CHOWN'], [])],
    [ofOther, '0', false, sets(['CAP_CHOWN'], ['CAP_CHOWN'])],
    [ofRoot, '', true, sets(possible, possible)],
    [ofRoot, '1000', true, sets(possible, [])],
    [ofOther, '0', true, sets(possible, possible)],
  ];
  for (const [of, user, privileged, expected] of cases) {
    const given = { ...options, User: user, Privileged: privileged };
    assert.deepEqual(
      execProcess(of, root, given, possible).capabilities,
      expected,
      `${String(of.user.uid)} ${user} ${String(privileged)}`,
    );
  }
});
