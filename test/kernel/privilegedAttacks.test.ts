import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pack } from 'tar-stream';
import { askHelper, type HelperAnswer, type HelperRequest } from './support/askHelper';
import { TestEngine } from './support/TestEngine';
import { until } from '../support/until';

/** The user asks the helper by hand for what its own engine never would. Whatever it asks, nothing of the host changes hands. */
suite('a user against the privileged helper', () => {
  let engine: TestEngine;
  let secret: string;
  let data: string;
  let addon: string;
  let number = 0;
  before(() => {
    engine = TestEngine.start('privileged');
    data = join(engine.directory, 'data');
    secret = join(engine.privileged?.directory ?? '', 'secret');
    writeFileSync(secret, 'of root\n', { mode: 0o600 });
    // Where users of all kinds can read it.
    addon = join(engine.privileged?.directory ?? '', 'addon.node');
    copyFileSync(join(engine.directory, 'dist/bulkhead.node'), addon);
  });
  after(() => engine.stop());

  const ask = (requests: HelperRequest[], uid = engine.uid, groups?: number[]): HelperAnswer[] =>
    askHelper({ uid, groups, socket: engine.privileged?.socket ?? '', addon }, requests);
  const untouched = (): void => assert.equal(readFileSync(secret, 'utf8'), 'of root\n');
  const own = (path: string): string => {
    chownSync(path, engine.uid, engine.uid);
    return path;
  };
  const owned = (name: string): string => {
    mkdirSync(join(data, name), { recursive: true });
    return own(join(data, name));
  };

  interface Change {
    config?: object;
    linux?: object;
    request?: object;
    script?: string;
  }
  const mappings = () => ({
    uidMappings: [{ containerID: 0, hostID: engine.uid, size: 1 }],
    gidMappings: [{ containerID: 0, hostID: engine.uid, size: 1 }],
  });
  /** What is granted, but for one thing. */
  function creation({ config = {}, linux = {}, request = {}, script = 'true' }: Change): HelperRequest {
    const container = `attack-${String(number++)}`;
    return {
      op: 'create',
      container,
      rootfs: { base: { kind: 'directory', path: '/' } },
      log: { path: join(data, `${container}.log`), maxSize: 0, maxFiles: 1 },
      stdin: false,
      stdinOnce: false,
      document: {
        process: { args: ['/bin/sh', '-c', script], cwd: '/', env: ['PATH=/usr/bin:/bin'], user: { uid: 0, gid: 0 } },
        linux: { namespaces: [{ type: 'mount' }, { type: 'pid' }, { type: 'user' }], ...mappings(), ...linux },
        ...config,
      },
      ...request,
    };
  }
  /** Asked for, and removed if it could be had. */
  function create(change: Change, groups?: number[]): HelperAnswer {
    const request = creation(change);
    const [answer = {}] = ask([request, { op: 'delete', container: request['container'], force: true }], engine.uid, groups);
    return answer;
  }
  /** Created, started, over, and what it said. */
  async function output(change: Change, groups?: number[]): Promise<string> {
    const request = creation(change);
    const { container, log } = request as unknown as { container: string; log: { path: string } };
    const [created, started] = ask([request, { op: 'start', container }], engine.uid, groups);
    assert.ok(started?.result, JSON.stringify([created, started]));
    await hasEnded(container);
    ask([{ op: 'delete', container, force: true }]);
    return readFileSync(log.path, 'utf8').replaceAll(/^\S+ std(out|err) [FP] /gm, '');
  }
  async function hasEnded(container: string): Promise<void> {
    await until(() => ask([{ op: 'state', container }])[0]?.result?.['status'] === 'stopped');
  }
  function denied(answer: HelperAnswer, message: RegExp): void {
    assert.match(answer.error?.message ?? JSON.stringify(answer), message);
  }

  test('what is granted works: the control of all that follows', async () => {
    assert.equal(
      await output({ script: 'id -u; cat /proc/self/uid_map' }),
      `0\n         0       ${String(engine.uid)}          1\n`,
    );
  });

  test('a log through a symbolic link to a file of root', () => {
    symlinkSync(secret, join(data, 'link.log'));
    denied(create({ request: { log: { path: join(data, 'link.log'), maxSize: 0, maxFiles: 1 } } }), /ELOOP|symbolic links/);
    symlinkSync(engine.privileged?.directory ?? '', join(data, 'way'));
    denied(create({ request: { log: { path: join(data, 'way/secret'), maxSize: 0, maxFiles: 1 } } }), /Permission denied/);
    denied(create({ request: { log: { path: join(data, 'way/new'), maxSize: 0, maxFiles: 1 } } }), /Permission denied/);
    denied(create({ request: { log: { path: '/etc/cron.d/bulkhead', maxSize: 0, maxFiles: 1 } } }), /outside of/);
    denied(create({ request: { log: { path: join(data, '../../../etc/x'), maxSize: 0, maxFiles: 1 } } }), /outside of/);
    untouched();
    assert.ok(!existsSync(join(engine.privileged?.directory ?? '', 'new')));
  });

  test('removal of a tree through a symbolic link, or beyond the data directory', () => {
    symlinkSync(engine.privileged?.directory ?? '', join(data, 'tree'));
    const paths = [join(data, 'tree/secret'), join(data, 'tree'), '/etc', data, join(data, '../../etc')];
    const answers = ask(paths.map((path) => ({ op: 'removeTree', path })));
    assert.match(answers[0]?.error?.message ?? '', /Permission denied|not permitted/);
    // The link itself is the user's to remove.
    assert.ok(answers[1]?.result);
    for (const answer of answers.slice(2)) denied(answer, /outside of/);
    untouched();
  });

  test('a program that is setuid root in a layer is not so on the host', async () => {
    const layer = await tarOf([
      { name: 'su', mode: 0o6755, uid: 0 },
      { name: 'sub', mode: 0o4755, uid: 33 },
    ]);
    const file = join(data, 'layer.tar');
    writeFileSync(file, layer);
    const diffId = `sha256:${createHash('sha256').update(layer).digest('hex')}`;
    const target = join(owned('layers'), 'setuid');
    const [answer] = ask([{ op: 'unpack', target, diffId, maxBytes: 1e6, maxEntries: 10, file }]);
    assert.ok(answer?.result, JSON.stringify(answer));
    assert.equal(statSync(join(target, 'su')).uid, engine.uid);
    assert.ok(statSync(join(target, 'sub')).uid > 1000);
    const [outside] = ask([{ op: 'unpack', target: '/etc/bulkhead', diffId, maxBytes: 1e6, maxEntries: 10, file }]);
    denied(outside ?? {}, /outside of/);
    const [throughLink] = ask([{ op: 'unpack', target: join(data, 'way/layer'), diffId, maxBytes: 1e6, maxEntries: 10, file }]);
    denied(throughLink ?? {}, /Permission denied/);
  });

  const bind = (source: string, destination = '/mnt') => ({
    mounts: [{ destination, type: 'bind', source, options: ['rbind'] }],
  });

  test('binds of what the user cannot read', async () => {
    for (const source of ['/etc/shadow', secret, '/root'])
      denied(create({ config: bind(source) }), /you may not read it|Permission denied/);
    symlinkSync('/etc/shadow', join(data, 'shadow'));
    denied(create({ config: bind(join(data, 'shadow')) }), /you may not read it/);
    untouched();
    const mine = owned('mine');
    writeFileSync(join(mine, 'file'), 'of the user\n');
    assert.equal(await output({ config: bind(mine), script: 'cat /mnt/file; echo new > /mnt/new' }), 'of the user\n');
    assert.equal(lstatSync(join(mine, 'new')).uid, engine.uid);
  });

  test('a folder of a group is reached by its members, and by nobody else', async () => {
    const shared = join(engine.directory, 'shared');
    mkdirSync(shared);
    chownSync(shared, 0, 54321);
    chmodSync(shared, 0o770);
    denied(create({ config: bind(shared) }), /you may not read it/);
    const [hello] = ask([{ op: 'hello', version: 1 }]);
    const { uidMappings, gidMappings } = hello?.result ?? {};
    const script = 'echo x > /mnt/x || echo closed; id -G';
    // Reached to be mounted; inside, the container has its own groups alone.
    assert.match(await output({ config: bind(shared), linux: { uidMappings, gidMappings }, script }, [54321]), /closed\n0\n$/);
  });

  test('devices: a disk, whatever it is called and however it is asked for', async () => {
    const disk = { path: '/dev/disk', type: 'b', major: 254, minor: 0 };
    denied(create({ linux: { devices: [disk] } }), /is not granted.*--device/);
    denied(create({ linux: { devices: [{ path: '/dev/mem', type: 'c', major: 1, minor: 1 }] } }), /is not granted/);
    denied(create({ config: bind('/dev/fuse') }), /is not granted|you may not read it/);
    const script = 'cat /mnt/fuse 2>&1; cat /mnt/zero 2>&1 | head -c 1 | wc -c; mknod /tmp/bulkhead-disk b 254 0 2>&1';
    assert.match(await output({ config: bind('/dev'), script }), /fuse: Permission denied[\s\S]*not permitted/);
    assert.ok(!existsSync('/tmp/bulkhead-disk'));
    denied(
      ask([{ op: 'update', container: 'none', document: { devices: [{ allow: true, access: 'rwm' }] } }])[0] ?? {},
      /not granted/,
    );
  });

  test('users the helper is not for', () => {
    assert.deepEqual(ask([{ op: 'hello', version: 1 }], 65534), [{ refused: 'EACCES' }]);
    // Root gets through the file's mode, and is refused by the kernel's word for who it is.
    assert.match(ask([{ op: 'hello', version: 1 }], 0)[0]?.refused ?? '', /ECONNRESET|hung up|EPIPE/);
    assert.match(engine.privileged?.log() ?? '', /refused a connection of uid 0/);
  });

  test('a place further from the killer of processes than the helper itself', async () => {
    const process = (oomScoreAdj: number, script: string) => {
      const args = ['/bin/sh', '-c', script];
      return { args, cwd: '/', env: ['PATH=/usr/bin:/bin'], user: { uid: 0, gid: 0 }, oomScoreAdj };
    };
    denied(
      create({ config: { process: process(-1, 'true') } }),
      /oom_score_adj -1 cannot be set: lowering it needs CAP_SYS_RESOURCE/,
    );
    assert.equal(await output({ config: { process: process(7, 'cat /proc/self/oom_score_adj') } }), '7\n');
  });

  test('a cgroup beyond those of the user', () => {
    for (const cgroupsPath of ['/', '/other', '/bulkhead/../other', '../x'])
      denied(create({ linux: { cgroupsPath } }), /outside of/);
    denied(create({ request: { container: '../escape' } }), /a container id is/);
    denied(create({ linux: { resources: { unified: { '../memory.max': '1' } } } }), /not the name of a controller's file/);
    const hugepageLimits = [{ pageSize: '2MB/../../x', limit: 1 }];
    denied(create({ linux: { resources: { hugepageLimits } } }), /pageSize/);
  });

  test('hooks', () => {
    denied(create({ config: { hooks: { createRuntime: [{ path: '/bin/true' }] } } }), /hooks/i);
  });

  test('namespaces of others', () => {
    for (const [type, file] of Object.entries({ network: 'net', pid: 'pid', ipc: 'ipc', uts: 'uts', cgroup: 'cgroup' })) {
      const namespaces = [{ type: 'mount' }, { type: 'user' }, { type, path: `/proc/1/ns/${file}` }];
      denied(create({ linux: { namespaces } }), /joining the .* namespace .* is not granted/);
    }
    denied(create({ linux: { namespaces: [{ type: 'mount' }, { type: 'user', path: '/proc/1/ns/user' }] } }), /user namespace/);
    const twice = [{ type: 'mount' }, { type: 'user' }, { type: 'user', path: '/proc/1/ns/user' }];
    denied(create({ linux: { namespaces: twice } }), /named once/);
  });

  const joining = (type: string, path: string) => ({
    linux: {
      namespaces: [...['mount', 'pid', 'user'].filter((own) => own !== type).map((own) => ({ type: own })), { type, path }],
    },
  });
  /** Of the user, with a network and a host name of its own. */
  function createFirst(): { container: string; pid: string } {
    const namespaces = ['mount', 'pid', 'user', 'network', 'uts'].map((type) => ({ type }));
    const request = creation({ linux: { namespaces }, config: { hostname: 'first' }, script: 'exec sleep 60' });
    const [created] = ask([request]);
    return { container: String(request['container']), pid: String(created?.result?.['pid']) };
  }

  test('namespaces of a running container of the user’s own are joined, without rights in them', async () => {
    const { container, pid } = createFirst();
    ask([{ op: 'start', container }]);
    const network = await output({
      ...joining('network', `/proc/${pid}/ns/net`),
      script: 'readlink /proc/self/ns/net; ip link set lo down 2>&1',
    });
    assert.equal(network.split('\n')[0], readlinkSync(`/proc/${pid}/ns/net`));
    assert.match(network, /not permitted/);
    const name = await output({ ...joining('uts', `/proc/${pid}/ns/uts`), script: 'hostname; hostname x 2>&1' });
    assert.match(name, /^first\n.*(permi|root)/);
    ask([{ op: 'delete', container, force: true }]);
  });

  test('no namespace is joined by another name, of another process, or of a container that does not run', async () => {
    const { container, pid } = createFirst();
    const network = joining('network', `/proc/${pid}/ns/net`);
    denied(create(network), /is not granted/);
    ask([{ op: 'start', container }]);
    for (const path of [
      ...['/proc/1/ns/net', `/proc/${String(process.pid)}/ns/net`, `/proc/${pid}/ns/../../1/ns/net`],
      ...[`/proc/${pid}/task/${pid}/ns/net`, `/proc/0${pid}/ns/net`, `/proc/${pid}/ns/user`],
    ])
      denied(create(joining('network', path)), /is not granted/);
    for (const [type, file] of Object.entries({ pid: 'pid', cgroup: 'cgroup' }))
      denied(create(joining(type, `/proc/${pid}/ns/${file}`)), /is not granted/);
    denied(create(joining('user', `/proc/${pid}/ns/user`)), /only in a user namespace/);
    denied(create(joining('mount', `/proc/${pid}/ns/mnt`)), /needs a mount namespace of its own/);
    // As if the number had become another process's: the record tells them apart by when they started.
    const record = join(engine.privileged?.directory ?? '', 'containers', container, 'state.json');
    const text = readFileSync(record, 'utf8');
    writeFileSync(record, text.replace(/"pidStart":\d+/, '"pidStart":1'));
    denied(create(network), /No such process/);
    writeFileSync(record, text);
    ask([{ op: 'signal', container, signal: 9, all: true }]);
    await hasEnded(container);
    denied(create(network), /is not granted/);
    ask([{ op: 'delete', container, force: true }]);
  });

  test('no user namespace, or one that maps ids of others', () => {
    denied(create({ linux: { namespaces: [{ type: 'mount' }] } }), /only in a user namespace/);
    const map = (hostID: number, size = 1) => [{ containerID: 0, hostID, size }];
    const uidMappings = map(engine.uid);
    for (const bad of [
      map(0),
      map(engine.uid, 2),
      map(1),
      map(4294967294),
      [...uidMappings, { containerID: 1, hostID: 0, size: 1 }],
    ]) {
      denied(create({ linux: { uidMappings: bad } }), /which are not yours/);
      denied(create({ linux: { gidMappings: bad } }), /which are not yours/);
    }
    denied(create({ linux: { uidMappings: [] } }), /needs uidMappings/);
  });

  test('requests that are none', () => {
    const answers = ask([
      { op: 'create' },
      { op: 'serve' },
      { op: 'state', container: 'nobody' },
      { op: 'exec', container: 'nobody' },
    ]);
    for (const answer of answers) assert.ok(answer.error, JSON.stringify(answer));
    assert.equal(ask([{ op: 'hello', version: 1 }])[0]?.result?.['mode'], 'privileged');
  });

  test('nothing is left of all this', () => {
    assert.deepEqual(ask([{ op: 'list' }])[0]?.result, { containers: [], more: false });
  });
});

async function tarOf(files: { name: string; mode: number; uid: number }[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, mode, uid } of files) archive.entry({ name, mode, uid, gid: uid }, '#!/bin/sh\n');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
