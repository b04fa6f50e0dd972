import type { Writable } from 'node:stream';
import { attach } from '../../containers/attach';
import type { Container } from '../../containers/Container';
import { processTable } from '../../containers/processTable';
import { isAlive } from '../../containers/transition';
import { conflict, invalid } from '../../faults';
import { comparableTime } from '../../logs/criLine';
import { LogEncoder } from '../../logs/LogEncoder';
import { readLog, type LogQuery } from '../../logs/readLog';
import { flag, integer } from '../../query';
import { dockerStats } from '../../stats/dockerStats';
import type { Observation } from '../../stats/Sampler';
import { writeAll } from '../../writeAll';
import { bridge } from '../bridge';
import { MULTIPLEXED, RAW } from '../contentTypes';
import { empty, get, json, post, type Context, type HijackRoute, type Reply, type Route } from '../Route';

export const containerIoRoutes: Route[] = [
  get('/containers/:id/logs', logs),
  get('/containers/:id/stats', stats),
  get('/containers/:id/top', top),
  post('/containers/:id/wait', wait),
  post('/containers/:id/resize', resize),
  { ...post('/containers/:id/attach', attachPlain), streamsBody: true },
];

export const attachHijack: HijackRoute = {
  path: /^\/containers\/(?<id>[^/]+)\/attach$/,
  prepare: async (context) => {
    const container = containerOf(context);
    return await Promise.resolve({
      multiplexed: !isTty(container),
      run: async (connection) =>
        await attached(context, container, connection, (monitor, stdin) => bridge(connection, connection, monitor, { stdin })),
    });
  },
};

type Bridge = (monitor: Awaited<ReturnType<typeof attach>>, stdin: boolean) => Promise<void>;

function containerOf({ engine, params }: Context): Container {
  return engine.deps.set.get(params['id'] ?? '');
}

function isTty({ record }: Container): boolean {
  return record.spec.Tty === true;
}

/** For clients that cannot upgrade: output is the answer's body, input the request's. */
function attachPlain(context: Context): Reply {
  const container = containerOf(context);
  const write = (out: Writable): Promise<void> =>
    attached(context, container, out, (monitor, stdin) => bridge(context.request, out, monitor, { stdin }));
  return { kind: 'stream', contentType: isTty(container) ? RAW : MULTIPLEXED, write };
}

async function attached(context: Context, container: Container, out: Writable, bridgeTo: Bridge): Promise<void> {
  const { engine, query, signal } = context;
  if (flag(query['logs'])) {
    const wanted = { stdout: flag(query['stdout']), stderr: flag(query['stderr']) };
    const encoder = new LogEncoder({ tty: isTty(container), timestamps: false, details: false });
    await writeLog(engine.deps.records.logPath(container.id), wanted, encoder, out, signal);
  }
  if (!flag(query['stream'])) {
    out.end();
    return;
  }
  const stdin = flag(query['stdin']) && container.record.spec.OpenStdin === true;
  const options = { stdin, stdout: flag(query['stdout']), stderr: flag(query['stderr']) };
  const monitor = await attach(engine.deps, container, options, signal);
  engine.deps.set.announce(container, 'attach');
  await bridgeTo(monitor, stdin);
}

function logs(context: Context): Reply {
  const { engine, query, signal } = context;
  const container = containerOf(context);
  const wanted = { stdout: flag(query['stdout']), stderr: flag(query['stderr']) };
  if (!wanted.stdout && !wanted.stderr) throw invalid('Bad parameters: you must choose at least one stream');
  if (container.record.spec.HostConfig?.LogConfig?.Type === 'none')
    throw invalid('configured logging driver does not support reading');
  const tail =
    query['tail'] === undefined || query['tail'] === 'all' || query['tail'] === '' ? undefined : integer(query['tail'], 'tail');
  const logQuery: LogQuery = {
    ...wanted,
    since: comparableTime(query['since']),
    until: comparableTime(query['until']),
    tail: tail !== undefined && tail < 0 ? undefined : tail,
    follow: flag(query['follow']) ? following(container) : undefined,
  };
  const path = engine.deps.records.logPath(container.id);
  const encoder = new LogEncoder({
    tty: isTty(container),
    timestamps: flag(query['timestamps']),
    details: flag(query['details']),
  });
  return {
    kind: 'stream',
    contentType: isTty(container) ? RAW : MULTIPLEXED,
    write: (out) => writeLog(path, logQuery, encoder, out, signal),
  };
}

/** A container that is about to be started again by its policy has more to say. */
function following(container: Container): LogQuery['follow'] {
  return {
    ended: () => container.removed || (!isAlive(container.state) && container.state.status !== 'restarting'),
    wake: (signal) => container.nextExit(signal),
  };
}

async function writeLog(path: string, query: LogQuery, encoder: LogEncoder, out: Writable, signal: AbortSignal): Promise<void> {
  for await (const entries of readLog(path, query, signal)) await writeAll(out, encoder.encode(entries));
}

/** The header goes out before the container has ended, because clients wait for it before they start the container. */
function wait(context: Context): Reply {
  const { query, signal } = context;
  const container = containerOf(context);
  const condition = query['condition'] ?? '';
  if (!['', 'not-running', 'next-exit', 'removed'].includes(condition)) throw invalid(`invalid condition: "${condition}"`);
  const ended = waiting(container, condition, signal);
  ended.catch(() => undefined);
  return {
    kind: 'stream',
    contentType: 'application/json',
    write: async (out) => {
      const code = await ended;
      const error =
        container.state.status === 'created' && container.state.error !== '' ? { Error: { Message: container.state.error } } : {};
      await writeAll(out, `${JSON.stringify({ StatusCode: code, ...error })}\n`);
    },
  };
}

async function waiting(container: Container, condition: string, signal: AbortSignal): Promise<number> {
  if (condition === 'removed') return await container.removal(signal);
  const runs = isAlive(container.state) || container.state.status === 'restarting';
  if (condition !== 'next-exit' && !runs) return container.state.exitCode;
  return await container.nextExit(signal);
}

async function resize(context: Context): Promise<Reply> {
  const { engine, query } = context;
  const container = containerOf(context);
  const rows = integer(query['h'], 'h');
  const columns = integer(query['w'], 'w');
  if (rows === undefined || columns === undefined || rows < 0 || columns < 0) throw invalid('resize needs h and w');
  if (!isAlive(container.state)) throw conflict(`container ${container.id} is not running`);
  await engine.deps.helper.request('resize', { container: container.id, rows, columns });
  return empty(200);
}

async function top(context: Context): Promise<Reply> {
  const container = containerOf(context);
  const table = await processTable(container, context.engine.sampler, context.query['ps_args']);
  context.engine.deps.set.announce(container, 'top');
  return json(table);
}

/** Without `one-shot` a single answer takes two readings a second apart, from which clients compute rates. */
function stats(context: Context): Reply {
  const { engine, query, signal } = context;
  const container = containerOf(context);
  const streamed = query['stream'] === undefined || flag(query['stream']);
  const needsTwo = !streamed && !flag(query['one-shot']);
  const write = (out: Writable): Promise<void> =>
    new Promise((resolve) => {
      let earlier: Observation | undefined;
      const finish = (): void => {
        unwatch();
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const unwatch = engine.stats.watch({
        containers: () => [container],
        intervalMs: 1000,
        deliver: (observed) => {
          const now = observed.get(container.id);
          const isFirst = earlier === undefined;
          const line = `${JSON.stringify(dockerStats(container, isAlive(container.state) ? now : undefined, earlier))}\n`;
          earlier = now;
          if (needsTwo && isFirst && isAlive(container.state)) return;
          // A client that does not read gets the latest later instead of a pile of old ones.
          if (!out.writableNeedDrain) out.write(line);
          if (!streamed || container.removed) finish();
        },
      });
      signal.addEventListener('abort', finish);
    });
  return { kind: 'stream', contentType: 'application/json', write };
}
