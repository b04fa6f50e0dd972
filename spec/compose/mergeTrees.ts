import { plainValue, textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedEntry, LocatedMap, LocatedSeq } from '../yaml/Located';
import type { Memo } from './Memo';
import { parsePort } from './shortForms/parsePort';
import { parseVolume } from './shortForms/parseVolume';

type Path = readonly string[];
type SeqMerger = (base: LocatedSeq, over: LocatedSeq) => LocatedSeq;

const replace: SeqMerger = (_, over) => over;

/** Items with the same identity are replaced in place, others appended. */
const byIdentity =
  (identity: (item: Located) => string): SeqMerger =>
  (base, over) => {
    const items = new Map(base.items.map((item) => [identity(item), item]));
    for (const item of over.items) items.set(identity(item), item);
    return { ...base, items: [...items.values()] };
  };

const byText = byIdentity((item) => JSON.stringify(plainValue(item)));
const append: SeqMerger = (base, over) => ({ ...base, items: [...base.items, ...over.items] });

const byPort = byIdentity((item) => {
  const port = parsePort(item);
  if (typeof port === 'string') return JSON.stringify(plainValue(item));
  return port.map(({ hostIp, published, target, protocol }) => `${hostIp ?? ''}:${published ?? ''}:${target}/${protocol}`).join();
});

const byVolumeTarget = byIdentity((item) => {
  const volume = parseVolume(item);
  return typeof volume === 'string' ? JSON.stringify(plainValue(item)) : volume.target.replace(/(?!^)\/+$/, '');
});

const byDeviceTarget = byIdentity((item) => {
  const text = textOf(item);
  if (text === undefined) return textOf(valueAt(item, 'target')) ?? textOf(valueAt(item, 'source')) ?? '';
  const [source = '', target] = text.split(':');
  return target ?? source;
});

const byGrantTarget = byIdentity(
  (item) => textOf(item) ?? textOf(valueAt(item, 'target')) ?? textOf(valueAt(item, 'source')) ?? '',
);

/** How lists of a service merge; those not named are appended. */
const SERVICE_LISTS: Readonly<Record<string, SeqMerger>> = {
  command: replace,
  entrypoint: replace,
  'healthcheck.test': replace,
  cap_add: byText,
  cap_drop: byText,
  configs: byGrantTarget,
  device_cgroup_rules: byText,
  devices: byDeviceTarget,
  dns: byText,
  dns_opt: byText,
  dns_search: byText,
  env_file: byText,
  expose: byText,
  external_links: byText,
  extra_hosts: byText,
  group_add: byText,
  links: byText,
  ports: byPort,
  profiles: byText,
  secrets: byGrantTarget,
  security_opt: byText,
  tmpfs: byText,
  volumes: byVolumeTarget,
  volumes_from: byText,
};

/** Mappings of a service that are one value: the later file's replaces the earlier's. */
function isReplacedMap(path: Path, base: LocatedMap, over: LocatedMap): boolean {
  if (path[0] !== 'services') return false;
  if (path[2] === 'ulimits' && path.length === 4) return true;
  // Options of another log driver would have no meaning.
  if (path[2] !== 'logging' || path.length !== 3) return false;
  const [before, after] = [textOf(valueAt(base, 'driver')), textOf(valueAt(over, 'driver'))];
  return before !== undefined && after !== undefined && before !== after;
}

function mergeSequences(base: LocatedSeq, over: LocatedSeq, path: Path): LocatedSeq {
  const key = path.slice(2).join('.');
  const merger = path[0] === 'services' && Object.hasOwn(SERVICE_LISTS, key) ? SERVICE_LISTS[key] : undefined;
  return (merger ?? append)(base, over);
}

function mergeMaps(base: LocatedMap, over: LocatedMap, path: Path, memo: Memo<Located, Located> | undefined): LocatedMap {
  const merge = (before: Located, after: Located, key: string): Located => {
    const make = (): Located => mergeTrees(before, after, [...path, key], memo);
    return memo && path.length < 2 ? memo.get(after, [before], make) : make();
  };
  const entries = new Map(base.entries);
  for (const entry of over.entries.values()) {
    const before = entries.get(entry.key);
    if (entry.value.tag === 'reset') entries.delete(entry.key);
    else if (before) entries.set(entry.key, { ...entry, value: merge(before.value, entry.value, entry.key) });
    else entries.set(entry.key, entry);
  }
  return { ...over, entries };
}

/**
 * Compose's merge of an override over a base. Both are canonical; `path` is the place in the project both came from, and `memo`
 * keeps the merged sections and services.
 */
export function mergeTrees(base: Located, over: Located, path: Path = [], memo?: Memo<Located, Located>): Located {
  if (over.tag === 'override' || base.kind !== over.kind)
    return over.kind === 'scalar' && over.value === null && !over.tag ? base : over;
  if (base.kind === 'map' && over.kind === 'map')
    return isReplacedMap(path, base, over) ? over : mergeMaps(base, over, path, memo);
  if (base.kind === 'seq' && over.kind === 'seq') return mergeSequences(base, over, path);
  return over.kind === 'scalar' && over.value === null && path[2] !== 'environment' ? base : over;
}

/** What is still marked `!reset` after all merging has nothing to reset: it is just not there. A tree without any is returned as it is. */
export function dropResets(node: Located, memo: Memo<Located, Located>, depth = 0): Located {
  // The project, its sections and their entries are remembered; below them a tree is walked once.
  const drop = (child: Located): Located =>
    depth < 2 ? memo.get(child, [], () => dropResets(child, memo, depth + 1)) : dropResets(child, memo, depth + 1);
  if (node.kind === 'scalar') return node;
  if (node.kind === 'seq') {
    const items = node.items.filter(({ tag }) => tag !== 'reset').map(drop);
    const isSame = items.length === node.items.length && items.every((item, index) => item === node.items[index]);
    return isSame ? node : { ...node, items };
  }
  let entries: Map<string, LocatedEntry> | undefined;
  for (const entry of node.entries.values()) {
    if (entry.value.tag === 'reset') {
      entries ??= new Map(node.entries);
      entries.delete(entry.key);
      continue;
    }
    const value = drop(entry.value);
    if (value !== entry.value) entries = (entries ?? new Map(node.entries)).set(entry.key, { ...entry, value });
  }
  return entries ? { ...node, entries } : node;
}
