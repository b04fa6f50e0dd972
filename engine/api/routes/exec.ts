import type { Socket } from 'node:net';
import type { Duplex, Writable } from 'node:stream';
import { encodeFrame } from '../../../api/frames';
import type { Exec, ExecSet } from '../../exec/ExecSet';
import type { ExecOptions } from '../../exec/execProcess';
import { invalid, messageOf } from '../../faults';
import { integer } from '../../query';
import { writeAll } from '../../writeAll';
import { bridge } from '../bridge';
import { MULTIPLEXED, RAW } from '../contentTypes';
import { empty, get, json, post, type Context, type HijackRoute, type Reply, type Route } from '../Route';

export const execRoutes: Route[] = [
  post('/containers/:id/exec', create),
  post('/exec/:id/start', startPlain),
  post('/exec/:id/resize', resize),
  get('/exec/:id/json', inspect),
];

export const execHijack: HijackRoute = {
  path: /^\/exec\/(?<id>[^/]+)\/start$/,
  prepare: async ({ engine, params, body }) => {
    const exec = engine.execs.startable(params['id'] ?? '');
    const run = async (connection: Duplex): Promise<void> => {
      const stream = await startOrTell(engine.execs, exec, body, connection);
      if (stream === undefined || isDetached(body)) {
        stream?.destroy();
        connection.end();
      } else await bridge(connection, connection, stream, { stdin: exec.options.AttachStdin, settled: exec.ended });
    };
    return await Promise.resolve({ multiplexed: !exec.options.Tty, run });
  },
};

/** Like Docker: a client that has taken the connection over reads of a failure in the output, and the code from inspect. */
async function startOrTell(execs: ExecSet, exec: Exec, body: unknown, out: Writable): Promise<Socket | undefined> {
  try {
    return await execs.start(exec, consoleSize(body));
  } catch (error) {
    const text = Buffer.from(`${messageOf(error)}\r\n`);
    await writeAll(out, exec.options.Tty ? text : encodeFrame('stdout', text));
    return undefined;
  }
}

function create({ engine, params, body }: Context): Reply {
  const exec = engine.execs.create(engine.deps.set.get(params['id'] ?? ''), execOptionsOf(body));
  return json({ Id: exec.id }, 201);
}

function execOptionsOf(body: unknown): ExecOptions {
  const given = (body ?? {}) as Record<string, unknown>;
  const strings = (key: string): string[] => {
    const value = given[key] ?? [];
    if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
      throw invalid(`invalid value of ${key}: expected a list of strings`);
    return value;
  };
  const text = (key: string): string => {
    const value = given[key] ?? '';
    if (typeof value !== 'string') throw invalid(`invalid value of ${key}: expected a string`);
    return value;
  };
  const is = (key: string): boolean => given[key] === true;
  return {
    ...{
      Cmd: strings('Cmd'),
      Env: strings('Env'),
      User: text('User'),
      WorkingDir: text('WorkingDir'),
      Tty: is('Tty'),
      Privileged: is('Privileged'),
    },
    ...{ AttachStdin: is('AttachStdin'), AttachStdout: is('AttachStdout'), AttachStderr: is('AttachStderr') },
  };
}

function isDetached(body: unknown): boolean {
  return (body as { Detach?: unknown } | undefined)?.Detach === true;
}

/** `[height, width]`, as the docker command sends it with a terminal. */
function consoleSize(body: unknown): { height: number; width: number } | undefined {
  const size = (body as { ConsoleSize?: unknown } | undefined)?.ConsoleSize;
  if (!Array.isArray(size)) return undefined;
  const [height, width] = size as unknown[];
  return typeof height === 'number' && typeof width === 'number' && height > 0 && width > 0 ? { height, width } : undefined;
}

/** Detached, or for clients that read the output from a plain answer and send no input. */
async function startPlain({ engine, params, body, request }: Context): Promise<Reply> {
  const exec = engine.execs.startable(params['id'] ?? '');
  if (isDetached(body)) {
    (await engine.execs.start(exec, consoleSize(body))).destroy();
    return empty(200);
  }
  const write = async (out: Writable): Promise<void> => {
    const stream = await startOrTell(engine.execs, exec, body, out);
    if (stream !== undefined) await bridge(request, out, stream, { stdin: false, settled: exec.ended });
  };
  return { kind: 'stream', contentType: exec.options.Tty ? RAW : MULTIPLEXED, write };
}

async function resize({ engine, params, query }: Context): Promise<Reply> {
  const rows = integer(query['h'], 'h');
  const columns = integer(query['w'], 'w');
  if (rows === undefined || columns === undefined || rows < 0 || columns < 0) throw invalid('resize needs h and w');
  await engine.execs.resize(engine.execs.get(params['id'] ?? ''), rows, columns);
  return empty(200);
}

function inspect({ engine, params }: Context): Reply {
  return json(described(engine.execs.get(params['id'] ?? '')));
}

function described({ id, container, options, running, exitCode, pid }: Exec): object {
  const [entrypoint = '', ...args] = options.Cmd;
  return {
    ...{ ID: id, Running: running, ExitCode: exitCode, Pid: pid, ContainerID: container.id, CanRemove: false, DetachKeys: '' },
    ...{ OpenStdin: options.AttachStdin, OpenStdout: options.AttachStdout, OpenStderr: options.AttachStderr },
    ProcessConfig: { tty: options.Tty, entrypoint, arguments: args, privileged: options.Privileged, user: options.User },
  };
}
