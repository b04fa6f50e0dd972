/** A helper that runs plain processes instead of containers, so that the engine's own behaviour can be tested without privileges. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadAddon } from '../../../../engine/helper/addon';
import type { HelperError } from '../../../../engine/helper/protocol';
import { FakeProcess, type FakeSpec } from './FakeProcess';

interface Request {
  id: number;
  op: string;
  container: string;
  exec?: string;
  signal: number;
  stdin: boolean;
  stdinOnce?: boolean;
  log?: { path: string };
  target: string;
  path: string;
  diffId: string;
}

class Refusal extends Error {
  readonly detail: HelperError;
  constructor(code: string, message: string, step = 'test') {
    super(message);
    this.detail = { code, step, object: '', message };
  }
}

const addon = loadAddon();
const containers = new Map<string, FakeProcess>();
const execs = new Map<string, FakeProcess>();
// In the run directory, which goes with the test even when this process is killed.
const rendezvous = join(process.argv[process.argv.indexOf('--run') + 1] ?? '', `fake-${String(process.pid)}.sock`);
const arrivals: ((socket: Socket) => void)[] = [];
const server = createServer({ allowHalfOpen: true }, (socket) => arrivals.shift()?.(socket)).listen(rendezvous);
server.unref();

/** One end for the engine as a descriptor, the other one here. */
async function streamPair(): Promise<{ fd: number; far: Socket; release: () => void }> {
  const arrived = new Promise<Socket>((resolve) => arrivals.push(resolve));
  const near = connect(rendezvous) as Socket & { _handle: { fd: number } };
  await new Promise((resolve) => near.once('connect', resolve));
  near.pause();
  return { fd: near._handle.fd, far: await arrived, release: () => near.destroy() };
}

function jsonFrom(fd: number | undefined): unknown {
  if (fd === undefined) throw new Refusal('invalid', 'no descriptor');
  return JSON.parse(readFileSync(fd, 'utf8'));
}

function known({ container }: Request): FakeProcess {
  const found = containers.get(container);
  if (found === undefined) throw new Refusal('not-found', `no container ${container}`);
  return found;
}

type Answer = { result: object; streams?: Awaited<ReturnType<typeof streamPair>>[] };

const handlers: Record<string, (request: Request, fds: number[]) => Promise<Answer> | Answer> = {
  hello: () => ({
    result: {
      ...{ version: 1, helperVersion: 'fake', mode: 'root', pid: process.pid, uid: 0, uidMappings: [], gidMappings: [] },
      controllers: ['cpu', 'memory', 'pids', 'blkio', 'cpuset', 'devices', 'freezer', 'hugetlb'],
    },
  }),
  create: (request, fds) => {
    const config = jsonFrom(fds[0]) as { process: FakeSpec };
    const container = new FakeProcess(request.container, config.process, {
      stdin: request.stdin,
      stdinOnce: request.stdinOnce === true,
      log: request.log?.path,
    });
    containers.set(request.container, container);
    return { result: container.state() };
  },
  start: async (request) => {
    const container = known(request);
    const failure = await container.start();
    if (failure !== undefined) throw new Refusal(failure.code, failure.message);
    return { result: container.state() };
  },
  attach: async (request) => {
    const pair = await streamPair();
    known(request).attach(pair.far);
    return { result: {}, streams: [pair] };
  },
  watch: async (request) => {
    const pair = await streamPair();
    known(request).watch(pair.far);
    return { result: {}, streams: [pair] };
  },
  exec: async (request, fds) => {
    const running = new FakeProcess(request.exec ?? '', jsonFrom(fds[0]) as FakeSpec, { stdin: request.stdin, stdinOnce: true });
    const streams = [await streamPair(), await streamPair()];
    running.attach(streams[0]!.far);
    running.watch(streams[1]!.far);
    const failure = await running.start();
    if (failure !== undefined) throw new Refusal(failure.code, failure.message);
    execs.set(request.exec ?? '', running);
    return { result: { pid: running.pid }, streams };
  },
  signal: (request) => {
    const target = request.exec === undefined ? known(request) : execs.get(request.exec);
    if (target?.kill(request.signal) !== true) throw new Refusal('state', 'it does not run');
    return { result: {} };
  },
  resize: (request) => ({ result: { for: known(request).pid } }),
  pause: (request) => ({ result: known(request).setPaused(true) }),
  resume: (request) => ({ result: known(request).setPaused(false) }),
  state: (request) => ({ result: known(request).state() }),
  list: () => ({ result: { containers: [...containers.values()].map((container) => container.state()) } }),
  view: (request) => ({
    result: {
      ...{ namespaces: [], pids: [known(request).pid], uidMap: '', gidMap: '' },
      mountinfo: readFileSync('/proc/self/mountinfo', 'utf8').slice(0, 30_000),
      status: readFileSync('/proc/self/status', 'utf8'),
    },
  }),
  delete: (request) => {
    known(request).kill(9);
    containers.delete(request.container);
    return { result: {} };
  },
  removeTree: ({ path }) => {
    rmSync(path, { recursive: true, force: true });
    return { result: {} };
  },
  unpack: ({ target, diffId }, fds) => {
    const bytes = readFileSync(fds[0] ?? -1);
    const tar = bytes.readUInt16BE(0) === 0x1f8b ? gunzipSync(bytes) : bytes;
    const digest = `sha256:${createHash('sha256').update(tar).digest('hex')}`;
    if (digest !== diffId) throw new Refusal('invalid', `layer has digest ${digest}, expected ${diffId}`, 'layer.digest');
    mkdirSync(target);
    execFileSync('tar', ['-x', '-C', target], { input: tar });
    return { result: { bytes: tar.length, entries: 1 } };
  },
};

const channel = new addon.Channel(
  3,
  (data, fds) => {
    const request = JSON.parse(data.toString('utf8')) as Request;
    answer(request, fds).catch((error: unknown) => {
      const detail =
        error instanceof Refusal ? error.detail : { code: 'system', step: 'fake', object: '', message: String(error) };
      channel.send(Buffer.from(JSON.stringify({ id: request.id, error: detail })));
    });
  },
  () => {
    rmSync(rendezvous, { force: true });
    process.exit(0);
  },
);

async function answer(request: Request, fds: number[]): Promise<void> {
  try {
    const handler = handlers[request.op];
    if (handler === undefined) throw new Refusal('invalid', `unknown op ${request.op}`);
    const { result, streams = [] } = await handler(request, fds);
    channel.send(
      Buffer.from(JSON.stringify({ id: request.id, result })),
      streams.map(({ fd }) => fd),
    );
    for (const { release } of streams) release();
  } finally {
    fds.forEach((fd) => closeSync(fd));
  }
}
