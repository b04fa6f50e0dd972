import { createContainer } from '../../containers/createContainer';
import { inspectContainer } from '../../containers/inspect';
import { CONTAINER_FILTERS, listContainers } from '../../containers/listContainers';
import { checkedName } from '../../containers/names';
import { pruneContainers } from '../../containers/pruneContainers';
import { removeContainer } from '../../containers/removeContainer';
import { pauseContainer, restartContainer, startContainer, unpauseContainer } from '../../containers/startContainer';
import { killContainer, stopContainer } from '../../containers/stopContainer';
import { filters, flag, integer } from '../../query';
import { containerSpecOf } from '../containerSpecOf';
import { del, empty, get, json, post, type Context, type Reply, type Route } from '../Route';

export const containerRoutes: Route[] = [
  get('/containers/json', list),
  post('/containers/create', create),
  post('/containers/prune', prune),
  get('/containers/:id/json', inspect),
  post('/containers/:id/start', start),
  post('/containers/:id/stop', stop),
  post('/containers/:id/restart', restart),
  post('/containers/:id/kill', kill),
  post('/containers/:id/pause', pause),
  post('/containers/:id/unpause', unpause),
  post('/containers/:id/rename', rename),
  del('/containers/:id', remove),
];

function list({ engine, query }: Context): Reply {
  const wanted = filters(query['filters'], CONTAINER_FILTERS);
  return json(listContainers(engine.deps, { all: flag(query['all']), limit: integer(query['limit'], 'limit'), filters: wanted }));
}

async function create({ engine, query, body }: Context): Promise<Reply> {
  const { container, warnings } = await createContainer(engine.deps, containerSpecOf(body), {
    name: query['name'],
    platform: query['platform'],
  });
  return json({ Id: container.id, Warnings: warnings }, 201);
}

async function prune({ engine, query }: Context): Promise<Reply> {
  const removed = await pruneContainers(engine.deps, filters(query['filters'], ['label', 'until']));
  return json({ ContainersDeleted: removed, SpaceReclaimed: 0 });
}

function inspect({ engine, params }: Context): Reply {
  const container = engine.deps.set.get(params['id'] ?? '');
  return json(inspectContainer(engine.deps, container, engine.execs.of(container)));
}

async function start({ engine, params }: Context): Promise<Reply> {
  await startContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''));
  return empty();
}

async function stop({ engine, params, query }: Context): Promise<Reply> {
  await stopContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''), {
    timeoutS: integer(query['t'], 't'),
    signal: query['signal'],
  });
  return empty();
}

async function restart({ engine, params, query }: Context): Promise<Reply> {
  await restartContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''), {
    timeoutS: integer(query['t'], 't'),
    signal: query['signal'],
  });
  return empty();
}

async function kill({ engine, params, query }: Context): Promise<Reply> {
  const signal = query['signal'] ?? '';
  await killContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''), signal === '' ? 'SIGKILL' : signal);
  return empty();
}

async function pause({ engine, params }: Context): Promise<Reply> {
  await pauseContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''));
  return empty();
}

async function unpause({ engine, params }: Context): Promise<Reply> {
  await unpauseContainer(engine.deps, engine.deps.set.get(params['id'] ?? ''));
  return empty();
}

async function rename({ engine, params, query }: Context): Promise<Reply> {
  const container = engine.deps.set.get(params['id'] ?? '');
  await container.lock.run(() => engine.deps.set.rename(container, checkedName(query['name'] ?? '')));
  return empty();
}

async function remove({ engine, params, query }: Context): Promise<Reply> {
  const container = engine.deps.set.get(params['id'] ?? '');
  await removeContainer(engine.deps, container, { force: flag(query['force']), volumes: flag(query['v']) });
  return empty();
}
