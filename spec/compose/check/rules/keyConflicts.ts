import type { PlacedProblem } from '../../../Problem';
import { isNull, keyPlace, textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseBoolean } from '../../units';
import type { Section } from '../../vocabulary/ValueType';
import { problem } from './Rule';
import type { ProjectRule, ServiceRule } from './Rule';

interface Conflict {
  keys: readonly [string, string];
  why: string;
}

const isGiven = (node: Located | undefined): boolean => node !== undefined && !isNull(node) && textOf(node) !== 'false';

/** At the later of two keys that exclude each other. */
function conflictsIn(map: Located | undefined, conflicts: readonly Conflict[], owner: string): PlacedProblem[] {
  if (map?.kind !== 'map') return [];
  return conflicts.flatMap(({ keys, why }) => {
    const entries = keys.map((key) => map.entries.get(key));
    const [first, second] = entries;
    if (!first || !second || !isGiven(first.value) || !isGiven(second.value)) return [];
    return [problem('key-conflict', keyPlace(second), `${owner}: ${keys.join(' and ')} exclude each other: ${why}.`)];
  });
}

const SERVICE: readonly Conflict[] = [
  { keys: ['cpus', 'cpu_quota'], why: 'both set the quota of CPU time' },
  { keys: ['provider', 'image'], why: 'a provided service is not a container' },
];
const BUILD: readonly Conflict[] = [{ keys: ['dockerfile', 'dockerfile_inline'], why: 'there is one Dockerfile' }];

const DEVICES: readonly Conflict[] = [{ keys: ['count', 'device_ids'], why: 'either how many or which' }];
/** What the options of a long mount are about, by their key. */
const MOUNT_OPTIONS = ['bind', 'volume', 'tmpfs', 'image'];
/** What a container has from the one whose network it joins. */
const JOINED = ['ports', 'expose', 'hostname', 'dns', 'dns_opt', 'dns_search', 'extra_hosts', 'mac_address', 'links'];

function itemsOf(node: Located | undefined): Located[] {
  return node?.kind === 'seq' ? node.items : [];
}

function devicesOf(service: Located): Located[] {
  return [...itemsOf(valueAt(service, 'gpus')), ...itemsOf(valueAt(service, 'deploy', 'resources', 'reservations', 'devices'))];
}

/** A mount has the options of its own type only, and a tmpfs no source. */
function mountConflicts(mount: Located, owner: string): PlacedProblem[] {
  const type = textOf(valueAt(mount, 'type'));
  if (mount.kind !== 'map' || type === undefined) return [];
  return [...mount.entries.values()].flatMap((entry) => {
    const isForeign = MOUNT_OPTIONS.includes(entry.key) && entry.key !== type && isGiven(entry.value);
    if (!isForeign && !(type === 'tmpfs' && entry.key === 'source')) return [];
    return [problem('key-conflict', keyPlace(entry), `${owner}: a mount of type ${type} has no ${entry.key}.`)];
  });
}

/** Keys for which the namespace is not this container's own. */
function sharedConflicts(service: Located, owner: string): PlacedProblem[] {
  if (service.kind !== 'map') return [];
  const mode = textOf(valueAt(service, 'network_mode')) ?? '';
  const joined = /^(service|container):/.test(mode) ? JOINED : [];
  const hostName = textOf(valueAt(service, 'uts')) === 'host' ? ['hostname', 'domainname'] : [];
  const because = (key: string): string => (joined.includes(key) ? `network_mode: ${mode}` : 'uts: host');
  return [...new Set([...joined, ...hostName])].flatMap((key) => {
    const entry = service.entries.get(key);
    if (!entry || !isGiven(entry.value) || (entry.value.kind === 'seq' && entry.value.items.length === 0)) return [];
    return [problem('key-conflict', keyPlace(entry), `${owner}: ${key} is not its own to set, because of ${because(key)}.`)];
  });
}

/** A service runs on a platform that its image is built for. */
function platformConflicts(service: Located, owner: string): PlacedProblem[] {
  const platform = service.kind === 'map' ? service.entries.get('platform') : undefined;
  const name = textOf(platform?.value);
  const built = itemsOf(valueAt(service, 'build', 'platforms'));
  const isOpen = [platform?.value, ...built].some((node) => node?.kind === 'scalar' && node.hasUnsetVariable === true);
  if (!platform || !name || isOpen || built.length === 0 || built.some((one) => textOf(one) === name)) return [];
  return [problem('key-conflict', keyPlace(platform), `${owner}: platform ${name} is not among build.platforms.`)];
}

export const keyConflicts: ServiceRule = (service, name) => {
  const owner = `Service ${name}`;
  const test = valueAt(service, 'healthcheck', 'test');
  const disabled = valueAt(service, 'healthcheck', 'disable');
  const hasBoth = test && disabled && parseBoolean(textOf(disabled) ?? '') === true;
  return [
    ...conflictsIn(service, SERVICE, owner),
    ...conflictsIn(valueAt(service, 'build'), BUILD, owner),
    ...devicesOf(service).flatMap((device) => conflictsIn(device, DEVICES, owner)),
    ...itemsOf(valueAt(service, 'volumes')).flatMap((mount) => mountConflicts(mount, owner)),
    ...sharedConflicts(service, owner),
    ...platformConflicts(service, owner),
    ...(hasBoth
      ? [problem('key-conflict', disabled, `${owner}: healthcheck has a test and is disabled; keep one of them.`)]
      : []),
  ];
};

const EXTERNAL = 'what exists already is not made anew';
const SOURCES: readonly Conflict[] = [
  { keys: ['file', 'environment'], why: 'the content has one source' },
  { keys: ['file', 'content'], why: 'the content has one source' },
  { keys: ['environment', 'content'], why: 'the content has one source' },
  { keys: ['external', 'file'], why: EXTERNAL },
  { keys: ['external', 'environment'], why: EXTERNAL },
  { keys: ['external', 'content'], why: EXTERNAL },
];
const MADE: readonly Conflict[] = ['driver', 'driver_opts', 'labels', 'ipam', 'internal'].map((key) => ({
  keys: ['external', key],
  why: EXTERNAL,
}));
const BY_SECTION: readonly [Section, readonly Conflict[]][] = [
  ['secrets', SOURCES],
  ['configs', SOURCES],
  ['networks', MADE],
  ['volumes', MADE],
];

export const definitionConflicts: ProjectRule = (_, root) =>
  BY_SECTION.flatMap(([section, conflicts]) => {
    const map = valueAt(root, section);
    if (map?.kind !== 'map') return [];
    return [...map.entries.values()].flatMap(({ key, value }) => conflictsIn(value, conflicts, `${section}.${key}`));
  });
