import { Fault, notFound } from '../../faults';
import { networks } from '../../containers/describe';
import { filters, type Filters } from '../../query';
import { get, json, post, type Context, type Reply, type Route } from '../Route';

/** The networks there are before bridges: none of them can be made or removed. */
const BUILT_IN: [name: string, driver: string][] = [
  ['bridge', 'null'],
  ['host', 'host'],
  ['none', 'null'],
];

export const networkRoutes: Route[] = [
  get('/networks', ({ query }) =>
    json(
      BUILT_IN.filter(([name, driver]) => matches(name, driver, query['filters'])).map(([name, driver]) =>
        described(name, driver),
      ),
    ),
  ),
  get('/networks/:id', inspect),
  post('/networks/create', () => {
    throw new Fault(
      'unsupported',
      'networks cannot be created yet: bridge networks come with a later version; use none, host or the default',
    );
  }),
  post('/networks/prune', () => json({ NetworksDeleted: [] })),
];

function matches(name: string, driver: string, text: string | undefined): boolean {
  const wanted: Filters = filters(text, ['name', 'id', 'driver', 'type', 'label', 'scope', 'dangling']);
  const any = (key: string, test: (value: string) => boolean): boolean => wanted[key] === undefined || wanted[key].some(test);
  return (
    any('name', (value) => name.includes(value)) &&
    any('id', (value) => name.startsWith(value)) &&
    any('driver', (value) => driver === value) &&
    any('type', (value) => value === 'builtin') &&
    any('scope', (value) => value === 'local') &&
    wanted['label'] === undefined
  );
}

function described(name: string, driver: string): object {
  return {
    ...{
      Name: name,
      Id: name,
      Created: '1970-01-01T00:00:00Z',
      Scope: 'local',
      Driver: driver,
      EnableIPv4: false,
      EnableIPv6: false,
    },
    ...{ IPAM: { Driver: 'default', Options: null, Config: [] }, Internal: driver !== 'host', Attachable: false, Ingress: false },
    ...{ ConfigFrom: { Network: '' }, ConfigOnly: false, Containers: {}, Options: {}, Labels: {} },
  };
}

function inspect({ engine, params }: Context): Reply {
  const id = params['id'] ?? '';
  const row = BUILT_IN.find(([name]) => name === id);
  if (row === undefined) throw notFound(`network ${id} not found`);
  const members = engine.deps.set.all().filter(({ record, state }) => state.pid !== 0 && networks(record)[id] !== undefined);
  const Containers = Object.fromEntries(
    members.map(({ record }) => [
      record.id,
      { Name: record.name, EndpointID: '', MacAddress: '', IPv4Address: '', IPv6Address: '' },
    ]),
  );
  return json({ ...described(...row), Containers });
}
