import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import Docker from 'dockerode';
import type { ComposeProgress, ComposeProjectState, StatsLine } from '../../../api/bulkhead';
import { demultiplex } from '../../../api/frames';
import { lines } from '../../../api/lines';
import type { ContainerRecord } from '../../../engine/containers/ContainerRecord';
import { pauseUntil } from '../../support/pause';
import { until } from '../../support/until';
import { createContainer, logsOf, runContainer, startTestEngine, waitFor } from './support/startTestEngine';

interface Inspected {
  State: { Status: string; ExitCode: number; Error: string };
  RestartCount: number;
}

test('a container runs, logs, ends with its code and goes', async (t) => {
  const { client, directory } = await startTestEngine(t);
  const id = await runContainer(client, ['sh', '-c', 'echo out; echo err >&2; exit 3'], {}, 'one');
  assert.equal(await waitFor(client, id), 3);
  const log = await logsOf(client, 'one');
  assert.deepEqual(log.split('\n').sort(), ['', 'err', 'out']);
  const { State } = await client.json<Inspected>('GET', '/containers/one/json');
  assert.deepEqual([State.Status, State.ExitCode], ['exited', 3]);
  await client.json('DELETE', `/containers/${id.slice(0, 12)}`);
  assert.deepEqual(readdirSync(join(directory, 'data/containers')), []);
  await assert.rejects(client.json('GET', '/containers/one/json'), { status: 404, message: 'No such container: one' });
});

test('a client attached before the start misses nothing, and half-closes stdin', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await createContainer(client, ['cat'], { OpenStdin: true, StdinOnce: true });
  const { stream, multiplexed } = await client.hijack(`/containers/${id}/attach`, {
    query: { stream: 1, stdin: 1, stdout: 1, stderr: 1 },
  });
  assert.ok(multiplexed);
  await client.json('POST', `/containers/${id}/start`);
  stream.end('to cat\n');
  let text = '';
  for await (const { data } of demultiplex(stream)) text += data.toString();
  assert.equal(text, 'to cat\n');
  assert.equal(await waitFor(client, id), 0);
});

const failures: [command: string, status: number, message: RegExp, code: number][] = [
  ['nosuch', 400, /exec: "nosuch": executable file not found in \$PATH/, 127],
  ['/etc/passwd', 400, /exec: "\/etc\/passwd": permission denied/, 126],
];
for (const [command, status, message, code] of failures) {
  test(`start of ${command} fails with Docker's words and leaves code ${code}`, async (t) => {
    const { client } = await startTestEngine(t);
    const id = await createContainer(client, [command]);
    await assert.rejects(client.json('POST', `/containers/${id}/start`), { status, message });
    const { State } = await client.json<Inspected>('GET', `/containers/${id}/json`);
    assert.deepEqual([State.Status, State.ExitCode], ['created', code]);
  });
}

test('names conflict, running containers are not removed, stopping twice is not modified', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await runContainer(client, ['sleep', '60'], {}, 'web');
  await assert.rejects(createContainer(client, ['true'], {}, 'web'), {
    status: 409,
    message: `Conflict. The container name "/web" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
  });
  await assert.rejects(client.json('DELETE', '/containers/web'), {
    status: 409,
    message: /stop the container before removing or force remove/,
  });
  await client.json('POST', '/containers/web/stop', { query: { t: 1 } });
  assert.equal((await client.stream('POST', '/containers/web/stop')).statusCode, 304);
  await assert.rejects(client.json('POST', '/containers/web/kill'), { status: 409, message: /is not running/ });
});

test('AutoRemove removes, and wait for removal gets the code', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await createContainer(client, ['sh', '-c', 'exit 7'], { HostConfig: { AutoRemove: true } });
  // Whose header says that the engine is waiting.
  const waiting = await client.stream('POST', `/containers/${id}/wait`, { query: { condition: 'removed' } });
  await client.json('POST', `/containers/${id}/start`);
  assert.deepEqual(JSON.parse(await text(waiting)), { StatusCode: 7 });
  await assert.rejects(client.json('GET', `/containers/${id}/json`), { status: 404 });
});

test('on-failure restarts as often as allowed', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await runContainer(client, ['sh', '-c', 'echo run; exit 1'], {
    HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
  });
  await until(async () => {
    const { State, RestartCount } = await client.json<Inspected>('GET', `/containers/${id}/json`);
    return State.Status === 'exited' && RestartCount === 2;
  });
  assert.equal(await logsOf(client, id), 'run\nrun\nrun\n');
});

test('exec runs beside, with its own code and failure', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await runContainer(client, ['sleep', '60']);
  const run = async (Cmd: string[]): Promise<[string, number | null]> => {
    const exec = await client.json<{ Id: string }>('POST', `/containers/${id}/exec`, {
      body: { Cmd, AttachStdout: true, AttachStderr: true, Env: ['X=y'] },
    });
    const { stream } = await client.hijack(`/exec/${exec.Id}/start`, { body: { Detach: false } });
    let text = '';
    for await (const { data } of demultiplex(stream)) text += data.toString();
    return [text, (await client.json<{ ExitCode: number | null }>('GET', `/exec/${exec.Id}/json`)).ExitCode];
  };
  assert.deepEqual(await run(['sh', '-c', 'echo $X; exit 4']), ['y\n', 4]);
  const [text, code] = await run(['nosuch']);
  assert.match(text, /OCI runtime exec failed: .*executable file not found in \$PATH/);
  assert.equal(code, 127);
  await client.json('DELETE', `/containers/${id}`, { query: { force: 1 } });
});

test('a new engine knows what the old one left, and that its helper’s processes are gone', async (t) => {
  const first = await startTestEngine(t);
  const id = await runContainer(first.client, ['sleep', '60'], {}, 'old');
  await createContainer(first.client, ['true'], {}, 'fresh');
  const pid = first.engine.deps.set.get(id).state.pid;
  await first.stop();
  process.kill(pid, 'SIGKILL');
  const second = await startTestEngine(t, first.directory);
  const { State } = await second.client.json<Inspected>('GET', '/containers/old/json');
  assert.deepEqual([State.Status, State.ExitCode], ['exited', 137]);
  assert.equal((await second.client.json<Inspected>('GET', '/containers/fresh/json')).State.Status, 'created');
});

test('a new engine restarts what ended when the old one could not do it any more', async (t) => {
  const first = await startTestEngine(t);
  const [wanted, stopped] = [await runContainer(first.client, ['true']), await runContainer(first.client, ['true'])];
  for (const id of [wanted, stopped]) assert.equal(await waitFor(first.client, id), 0);
  await first.stop();
  for (const id of [wanted, stopped]) {
    const path = join(first.directory, 'data/containers', id, 'record.json');
    const record = JSON.parse(readFileSync(path, 'utf8')) as ContainerRecord;
    record.spec.HostConfig = { ...record.spec.HostConfig, RestartPolicy: { Name: 'unless-stopped' } };
    record.state.manuallyStopped = id === stopped;
    writeFileSync(path, JSON.stringify(record));
  }
  const { client, engine } = await startTestEngine(t, first.directory);
  await until(() => engine.deps.set.get(wanted).state.restartCount > 0);
  await client.json('POST', `/containers/${wanted}/stop`);
  assert.ok(engine.deps.set.get(wanted).state.restartCount > 0);
  assert.equal(engine.deps.set.get(stopped).state.restartCount, 0);
});

test('what a power cut or a crash leaves of a container without a record is removed at the next start', async (t) => {
  const first = await startTestEngine(t);
  const kept = await createContainer(first.client, ['true']);
  const own = await createContainer(first.client, ['true'], { HostConfig: { AutoRemove: true } });
  const discarded = await createContainer(first.client, ['true']);
  await first.stop();
  const containers = join(first.directory, 'data/containers');
  // A record whose bytes never got to the disk, and files that an engine had no time left to remove.
  writeFileSync(join(containers, own, 'record.json'), '');
  renameSync(join(containers, discarded), join(containers, `${discarded}.removed`));
  const { client } = await startTestEngine(t, first.directory);
  assert.deepEqual(readdirSync(containers), [kept]);
  const listed = await client.json<{ Id: string }[]>('GET', '/containers/json', { query: { all: 1 } });
  assert.deepEqual(
    listed.map(({ Id }) => Id),
    [kept],
  );
});

/** A letter for each: one that still runs may take a request that nobody will answer. */
function threadStates(pid: number): string {
  const tasks = `/proc/${pid}/task`;
  const stateOf = (tid: string): string => /^State:\s+(\w)/m.exec(readFileSync(join(tasks, tid, 'status'), 'utf8'))?.[1] ?? '';
  try {
    return readdirSync(tasks).map(stateOf).join('');
  } catch {
    // One went while it was looked at.
    return '';
  }
}

test('a helper that dies is started again, and what it has not seen goes to the next one', async (t) => {
  const { client, engine } = await startTestEngine(t);
  const { helper } = engine.deps;
  const { pid } = helper.hello;
  process.kill(pid, 'SIGKILL');
  // Without a turn of the event loop, in which the engine would hear of it.
  pauseUntil(() => threadStates(pid) === 'Z');
  await helper.request('list', {});
  assert.notEqual(helper.hello.pid, pid);
  const id = await runContainer(client, ['sh', '-c', 'echo again']);
  assert.equal(await waitFor(client, id), 0);
});

test('a request that a helper had no time to read goes to the next one', async (t) => {
  const { engine } = await startTestEngine(t);
  const { helper } = engine.deps;
  const { pid } = helper.hello;
  process.kill(pid, 'SIGSTOP');
  await until(() => /^T+$/.test(threadStates(pid)));
  const listed = helper.request('list', {});
  process.kill(pid, 'SIGKILL');
  await listed;
  assert.notEqual(helper.hello.pid, pid);
});

test('events come from what happens, in order, and filters choose', async (t) => {
  const { client } = await startTestEngine(t);
  const query = { filters: JSON.stringify({ type: ['container'], container: ['seen'] }) };
  const events = await client.stream('GET', '/events', { query });
  await waitFor(client, await runContainer(client, ['true'], {}, 'unseen'));
  await waitFor(client, await runContainer(client, ['sh', '-c', 'exit 2'], {}, 'seen'));
  await client.json('DELETE', '/containers/seen');
  const actions: string[] = [];
  for await (const line of lines(events)) {
    const { Action, Actor } = JSON.parse(line) as { Action: string; Actor: { Attributes: Record<string, string> } };
    actions.push(Action + (Actor.Attributes['exitCode'] ?? ''));
    if (Action === 'destroy') break;
  }
  assert.deepEqual(actions, ['create', 'start', 'die2', 'destroy']);
});

test('one stream has the samples of all running containers', async (t) => {
  const { client } = await startTestEngine(t);
  const ids = [await runContainer(client, ['sleep', '60']), await runContainer(client, ['sleep', '60'])];
  for await (const { containers } of client.ndjson<StatsLine>('GET', '/bulkhead/stats', { query: { interval: 100 } })) {
    assert.deepEqual(Object.keys(containers).sort(), [...ids].sort());
    assert.equal(containers[ids[0]!]!.processes[0]!.command, 'sleep 60');
    break;
  }
  for (const id of ids) await client.json('DELETE', `/containers/${id}`, { query: { force: 1 } });
});

test('a Compose project comes up, stays when unchanged, is made anew when changed, and goes down', async (t) => {
  const { client, directory } = await startTestEngine(t);
  const file = join(directory, 'compose.yaml');
  const write = (value: string, label = 'a'): void =>
    writeFileSync(
      file,
      `name: demo\nservices:\n  web:\n    image: bulkhead.local/host\n    command: sleep 60\n    network_mode: none\n    environment: { A: "${value}" }\n    labels: { own: ${label} }\n    depends_on: { setup: { condition: service_completed_successfully } }\n  setup:\n    image: bulkhead.local/host\n    command: "true"\n    network_mode: none\n`,
    );
  const up = async (): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/up', { body: { files: [file] } })) {
      if (line.kind === 'step' && line.status !== 'working') lines.push(`${line.service} ${line.action} ${line.status}`);
      if (line.kind === 'error') lines.push(line.message);
    }
    return lines;
  };
  write('1');
  assert.deepEqual(await up(), ['setup create done', 'setup start done', 'web wait done', 'web create done', 'web start done']);
  assert.deepEqual(await up(), ['setup start done', 'web wait done', 'web start unchanged']);
  write('2');
  const anew = ['web stop done', 'web remove done', 'web create done', 'web start done'];
  assert.deepEqual((await up()).slice(2), anew);
  write('2', 'b');
  assert.deepEqual((await up()).slice(2), anew);
  const [project] = await client.json<ComposeProjectState[]>('GET', '/bulkhead/compose', { query: { project: 'demo' } });
  assert.deepEqual(project!.services.map(({ service, containers }) => [service, containers[0]!.name]).sort(), [
    ['setup', 'demo-setup-1'],
    ['web', 'demo-web-1'],
  ]);
  for await (const line of client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/down', { body: { project: 'demo' } }))
    assert.notEqual(line.kind, 'error');
  assert.deepEqual(await client.json('GET', '/bulkhead/compose'), []);
});

test('dockerode works unchanged', async (t) => {
  const { socket } = await startTestEngine(t);
  const docker = new Docker({ socketPath: socket });
  assert.equal(String(await docker.ping()), 'OK');
  assert.equal((await docker.version()).ApiVersion, '1.47');
  const container = await docker.createContainer({
    Image: 'bulkhead.local/host',
    Cmd: ['cat'],
    OpenStdin: true,
    StdinOnce: true,
    Labels: { a: 'b' },
  });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
  await container.start();
  stream.end('through dockerode');
  let text = '';
  for await (const { data } of demultiplex(stream as never)) text += data.toString();
  assert.equal(text, 'through dockerode');
  assert.equal(((await container.wait()) as { StatusCode: number }).StatusCode, 0);
  assert.equal((await docker.listContainers({ all: true, filters: { label: ['a=b'] } })).length, 1);
  assert.equal((await docker.getImage('bulkhead.local/host').inspect()).RepoTags[0], 'bulkhead.local/host:latest');
  await container.remove();
});

test('what is not there says so', async (t) => {
  const { client } = await startTestEngine(t);
  await assert.rejects(client.json('GET', '/nothing'), { status: 404, message: 'page not found' });
  await assert.rejects(client.json('GET', '/swarm'), { status: 501 });
  await assert.rejects(client.json('POST', '/images/create', { query: { fromImage: 'busybox', tag: 'latest' } }), {
    status: 404,
    message: /docker load/,
  });
  await assert.rejects(createContainer(client, ['true'], { Image: 'busybox' }), {
    status: 404,
    message: 'No such image: busybox:latest',
  });
  await assert.rejects(createContainer(client, ['true'], { HostConfig: { PortBindings: { '80/tcp': [{}] } } }), {
    status: 400,
    message: /port 80\/tcp cannot be published/,
  });
});

test('an exec as nobody known cannot be executed', async (t) => {
  const { client } = await startTestEngine(t);
  const id = await runContainer(client, ['sleep', '60']);
  const body = { Cmd: ['id'], AttachStdout: true, User: 'no-such-user' };
  const exec = await client.json<{ Id: string }>('POST', `/containers/${id}/exec`, { body });
  const { stream } = await client.hijack(`/exec/${exec.Id}/start`, { body: {} });
  let text = '';
  for await (const { data } of demultiplex(stream)) text += data.toString();
  assert.match(text, /unable to find user no-such-user/);
  assert.equal((await client.json<{ ExitCode: number }>('GET', `/exec/${exec.Id}/json`)).ExitCode, 126);
});

test('what a client streams to a route that is not here is not taken for JSON', async (t) => {
  const { client } = await startTestEngine(t);
  await assert.rejects(client.json('POST', '/build', { upload: Readable.from([Buffer.alloc(1 << 20, 'x')]) }), {
    status: 501,
    message: 'POST /build is not available in this engine',
  });
  await assert.rejects(client.json('GET', '/plugins/nosuch/json'), { status: 404, message: 'plugin "nosuch" not found' });
  await client.json('POST', '/build/prune');
});
