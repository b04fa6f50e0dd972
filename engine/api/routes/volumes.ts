import { conflict, invalid } from '../../faults';
import { filters, flag, matchesLabels } from '../../query';
import type { Volume } from '../../volumes/VolumeStore';
import { del, empty, get, json, post, type Context, type Reply, type Route } from '../Route';

export const volumeRoutes: Route[] = [
  get('/volumes', list),
  get('/volumes/:name', inspect),
  post('/volumes/create', create),
  post('/volumes/prune', prune),
  del('/volumes/:name', remove),
];

function described({ engine }: Context, { name, createdAt, labels }: Volume): object {
  const { volumes } = engine.deps;
  const Mountpoint = volumes.dataPath(name);
  return {
    Name: name,
    Driver: 'local',
    Mountpoint,
    CreatedAt: new Date(createdAt).toISOString(),
    Labels: labels,
    Scope: 'local',
    Options: null,
  };
}

function usersOf({ engine }: Context, name: string): string[] {
  return engine.deps.set
    .all()
    .filter(({ record }) => record.volumes.some((use) => use.name === name))
    .map(({ id }) => id);
}

function list(context: Context): Reply {
  const wanted = filters(context.query['filters'], ['name', 'label', 'driver', 'dangling']);
  const chosen = context.engine.deps.volumes
    .list()
    .filter(
      ({ name, labels }) =>
        (wanted['name'] === undefined || wanted['name'].some((part) => name.includes(part))) &&
        (wanted['driver'] === undefined || wanted['driver'].includes('local')) &&
        (wanted['dangling'] === undefined || wanted['dangling'].some(flag) === (usersOf(context, name).length === 0)) &&
        matchesLabels(labels, wanted['label']),
    );
  return json({ Volumes: chosen.map((volume) => described(context, volume)), Warnings: null });
}

function inspect(context: Context): Reply {
  return json(described(context, context.engine.deps.volumes.get(context.params['name'] ?? '')));
}

async function create(context: Context): Promise<Reply> {
  const { Name, Driver, DriverOpts, Labels } = (context.body ?? {}) as Record<string, unknown>;
  if (Driver !== undefined && Driver !== '' && Driver !== 'local')
    throw invalid(`volume driver ${JSON.stringify(Driver)} is not available; use local`);
  if (DriverOpts !== undefined && DriverOpts !== null && Object.keys(DriverOpts).length > 0)
    throw invalid('options of volume driver local are not available yet');
  const name = typeof Name === 'string' && Name !== '' ? Name : undefined;
  const volume = await context.engine.deps.volumes.ensure(name, (Labels ?? {}) as Record<string, string>);
  return json(described(context, volume), 201);
}

async function remove(context: Context): Promise<Reply> {
  const name = context.params['name'] ?? '';
  const users = usersOf(context, name);
  if (users.length > 0) throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
  await context.engine.deps.volumes.remove(name);
  return empty();
}

/** Anonymous volumes nobody uses; with `all` named ones too. */
async function prune(context: Context): Promise<Reply> {
  const wanted = filters(context.query['filters'], ['all', 'label']);
  const all = wanted['all']?.some(flag) === true;
  const removed: string[] = [];
  for (const { name, anonymous, labels } of context.engine.deps.volumes.list()) {
    if ((!anonymous && !all) || usersOf(context, name).length > 0 || !matchesLabels(labels, wanted['label'])) continue;
    await context.engine.deps.volumes.remove(name);
    removed.push(name);
  }
  return json({ VolumesDeleted: removed, SpaceReclaimed: 0 });
}
