import type { ComposeProgress, ComposeUpRequest, StatsLine } from '../../../api/bulkhead';
import { composeDown } from '../../compose/down';
import { projectStates } from '../../compose/projectStates';
import { composeUp } from '../../compose/up';
import type { Container } from '../../containers/Container';
import { kernelView } from '../../containers/kernelView';
import { isAlive } from '../../containers/transition';
import { invalid, messageOf } from '../../faults';
import { hostReport } from '../../host/hostReport';
import { integer } from '../../query';
import { toSample } from '../../stats/Sampler';
import { writeAll } from '../../writeAll';
import { get, json, post, type Context, type Reply, type Route } from '../Route';

const LEAST_INTERVAL_MS = 100;

export const bulkheadRoutes: Route[] = [
  get('/bulkhead/host', ({ engine }) => json(hostReport(engine))),
  get('/bulkhead/containers/:id/view', async ({ engine, params }) =>
    json(await kernelView(engine.deps, engine.deps.set.get(params['id'] ?? ''))),
  ),
  get('/bulkhead/stats', stats),
  get('/bulkhead/compose', ({ engine, query }) => json(projectStates(engine.deps, query['project']))),
  post('/bulkhead/compose/up', ({ engine, body, signal }) =>
    progress((report) => composeUp(engine.deps, upRequestOf(body), report, signal)),
  ),
  post('/bulkhead/compose/down', ({ engine, body }) => progress((report) => composeDown(engine.deps, body ?? {}, report))),
  post('/bulkhead/stop', ({ engine }) => {
    engine.requestStop();
    return json({}, 202);
  }),
];

function upRequestOf(body: unknown): ComposeUpRequest {
  const request = body as ComposeUpRequest | undefined;
  if (
    !Array.isArray(request?.files) ||
    request.files.length === 0 ||
    !request.files.every((file) => typeof file === 'string' && file.startsWith('/'))
  ) {
    throw invalid('files must be a list of absolute paths of Compose files');
  }
  return request;
}

/** Whatever happens the last line says how it ended. */
function progress(run: (report: (line: ComposeProgress) => void) => Promise<void>): Reply {
  return {
    kind: 'stream',
    contentType: 'application/x-ndjson',
    write: async (out) => {
      const report = (line: ComposeProgress): void => void out.write(`${JSON.stringify(line)}\n`);
      try {
        await run(report);
      } catch (error) {
        await writeAll(out, `${JSON.stringify({ kind: 'error', message: messageOf(error) } satisfies ComposeProgress)}\n`);
      }
    },
  };
}

function stats({ engine, query, signal }: Context): Reply {
  const intervalMs = Math.max(integer(query['interval'], 'interval') ?? 1000, LEAST_INTERVAL_MS);
  const ids =
    query['ids'] === undefined || query['ids'] === ''
      ? undefined
      : query['ids'].split(',').map((ref) => engine.deps.set.get(ref).id);
  const containers = (): Container[] =>
    engine.deps.set.all().filter((container) => isAlive(container.state) && (ids === undefined || ids.includes(container.id)));
  return {
    kind: 'stream',
    contentType: 'application/x-ndjson',
    write: (out) =>
      new Promise((resolve) => {
        const unwatch = engine.stats.watch({
          containers,
          intervalMs,
          deliver: (observed, before) => {
            const line: StatsLine = { time: Date.now(), containers: {} };
            for (const [id, observation] of observed) line.containers[id] = toSample(observation, before.get(id));
            // A reader that is behind gets the next line instead of all it missed.
            if (!out.writableNeedDrain) out.write(`${JSON.stringify(line)}\n`);
          },
        });
        signal.addEventListener('abort', () => {
          unwatch();
          resolve();
        });
      }),
  };
}
