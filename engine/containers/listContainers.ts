import { invalid } from '../faults';
import { matchesLabels, type Filters } from '../query';
import { familiarReference } from '../images/reference';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { mountPoints, networkMode, networks } from './describe';
import { statusText } from './statusText';

export const CONTAINER_FILTERS = [
  'id',
  'name',
  'label',
  'status',
  'ancestor',
  'exited',
  'before',
  'since',
  'volume',
  'network',
  'health',
  'is-task',
];

interface ListOptions {
  all: boolean;
  limit?: number;
  filters: Filters;
}

/** `GET /containers/json`, newest first. */
export function listContainers(deps: Deps, { all, limit, filters }: ListOptions): object[] {
  refuseUnknownStatus(filters['status']);
  const everything =
    all || limit !== undefined || ['status', 'exited', 'before', 'since'].some((name) => filters[name] !== undefined);
  const chosen = deps.set
    .all()
    .filter(({ state }) => everything || state.status === 'running' || state.status === 'paused' || state.status === 'restarting')
    .filter((container) => matches(deps, container, filters))
    .sort((a, b) => b.record.createdAt - a.record.createdAt);
  return (limit === undefined || limit <= 0 ? chosen : chosen.slice(0, limit)).map((container) => summary(deps, container));
}

function matches(deps: Deps, container: Container, filters: Filters): boolean {
  const { record, state } = container;
  const any = (name: string, test: (value: string) => boolean): boolean =>
    filters[name] === undefined || filters[name].some(test);
  return (
    any('id', (value) => record.id.startsWith(value)) &&
    any('name', (value) => nameMatches(record.name, value)) &&
    matchesLabels({ ...record.image.config.Labels, ...record.spec.Labels }, filters['label']) &&
    any('status', (value) => state.status === value) &&
    any('exited', (value) => state.status === 'exited' && String(state.exitCode) === value) &&
    any(
      'ancestor',
      (value) => record.image.id.startsWith(value) || record.image.id === `sha256:${value}` || sameImage(record.image.ref, value),
    ) &&
    any('volume', (value) =>
      mountPoints(deps, record).some(({ Name, Destination }) => Name === value || Destination === value),
    ) &&
    any('network', (value) => networks(record)[value] !== undefined) &&
    any('before', (value) => record.createdAt < deps.set.get(value).record.createdAt) &&
    any('since', (value) => record.createdAt > deps.set.get(value).record.createdAt) &&
    any('health', (value) => value === (state.health?.status ?? 'none')) &&
    any('is-task', (value) => value === 'false')
  );
}

const STATUSES: readonly string[] = ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'];

function refuseUnknownStatus(wanted: string[] = []): void {
  const unknown = wanted.find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw invalid(`invalid filter 'status=${unknown}'`);
}

/** Docker's filter is a regular expression, tried with and without the slash. */
function nameMatches(name: string, pattern: string): boolean {
  try {
    const regex = new RegExp(pattern);
    return regex.test(name) || regex.test(`/${name}`);
  } catch {
    throw invalid(`invalid filter 'name': ${pattern} is not a regular expression`);
  }
}

function sameImage(reference: string, wanted: string): boolean {
  return familiarReference(reference) === familiarReference(wanted);
}

function summary(deps: Deps, { record }: Container): object {
  const { state, spec, image } = record;
  return {
    ...{
      Id: record.id,
      Names: [`/${record.name}`],
      Image: image.ref,
      ImageID: image.id,
      Command: record.args.map(quoted).join(' '),
    },
    ...{ Created: Math.floor(record.createdAt / 1000), Ports: [], Labels: { ...image.config.Labels, ...spec.Labels } },
    ...{ State: state.status, Status: statusText(state, Date.now()), HostConfig: { NetworkMode: networkMode(record) } },
    ...{ NetworkSettings: { Networks: networks(record) }, Mounts: mountPoints(deps, record) },
  };
}

function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
