import { systemInfo, systemVersion } from '../../host/systemInfo';
import { notFound } from '../../faults';
import { filters } from '../../query';
import { comparableTime } from '../../logs/criLine';
import { EVENT_FILTERS, followEvents } from '../../events/followEvents';
import { API_VERSION } from '../../version';
import { writeAll } from '../../writeAll';
import { get, json, post, type Context, type Reply, type Route } from '../Route';

const PING_HEADERS = {
  'Api-Version': API_VERSION,
  Ostype: 'linux',
  'Docker-Experimental': 'false',
  'Builder-Version': '1',
  Swarm: 'inactive',
  'Cache-Control': 'no-cache, no-store, must-revalidate',
  Pragma: 'no-cache',
};

export const systemRoutes: Route[] = [
  { method: 'GET', path: '/_ping', handle: () => ({ kind: 'text', status: 200, body: 'OK', headers: PING_HEADERS }) },
  { method: 'HEAD', path: '/_ping', handle: () => ({ kind: 'text', status: 200, body: '', headers: PING_HEADERS }) },
  get('/version', ({ engine }) => json(systemVersion(engine))),
  get('/info', ({ engine }) => json(systemInfo(engine))),
  get('/events', events),
  get('/system/df', ({ engine }) => json(diskUsage(engine))),
  // `docker system prune` and `docker inspect NAME` ask for these on their way; there are none, which is an answer.
  post('/build/prune', () => json({ CachesDeleted: [], SpaceReclaimed: 0 })),
  get('/plugins', () => json([])),
  get('/plugins/:name/json', ({ params }) => {
    throw notFound(`plugin "${params['name'] ?? ''}" not found`);
  }),
];

function events({ engine, query, signal }: Context): Reply {
  const wanted = {
    since: comparableTime(query['since']),
    until: comparableTime(query['until']),
    filters: filters(query['filters'], EVENT_FILTERS),
  };
  return {
    kind: 'stream',
    contentType: 'application/json',
    write: (out) => followEvents(engine.events, wanted, signal, (line) => writeAll(out, line)),
  };
}

function diskUsage({ images, deps }: Context['engine']): object {
  const list = images.list();
  return {
    LayersSize: list.reduce((sum, { size }) => sum + size, 0),
    Images: list.map(({ id, references, size }) => ({
      Id: id,
      RepoTags: references,
      Size: size,
      SharedSize: -1,
      Containers: -1,
    })),
    Containers: deps.set.all().map(({ record }) => ({
      Id: record.id,
      Names: [`/${record.name}`],
      Image: record.image.ref,
      State: record.state.status,
      SizeRw: 0,
    })),
    Volumes: deps.volumes.list().map(({ name }) => ({ Name: name, UsageData: { Size: -1, RefCount: -1 } })),
    BuildCache: [],
  };
}
