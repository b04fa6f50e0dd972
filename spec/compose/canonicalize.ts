import { entryLike, isNull, scalarLike, textOf } from '../yaml/Located';
import type { Located, LocatedEntry, LocatedMap, LocatedSeq } from '../yaml/Located';

type Canonicalizer = (node: Located) => Located;

function mapOf(node: Located, entries: LocatedEntry[]): LocatedMap {
  const { origin, range, tag } = node;
  return { kind: 'map', origin, range, ...(tag ? { tag } : {}), entries: new Map(entries.map((entry) => [entry.key, entry])) };
}

function seqOf(node: Located, items: Located[]): LocatedSeq {
  const { origin, range, tag } = node;
  return { kind: 'seq', origin, range, ...(tag ? { tag } : {}), items };
}

/** `- NAME=value` as `NAME: value`; a name alone keeps no value, which is "take it from the environment". */
const assignments: Canonicalizer = (node) => {
  if (node.kind !== 'seq') return node;
  const entries = node.items.map((item) => {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    const value = {
      ...scalarLike(item, equals < 0 ? null : text.slice(equals + 1)),
      ...(item.kind === 'scalar' ? { hasUnsetVariable: item.hasUnsetVariable } : {}),
    };
    return entryLike(item, equals < 0 ? text : text.slice(0, equals), value);
  });
  return mapOf(node, entries);
};

const listOfOne: Canonicalizer = (node) => (node.kind === 'scalar' && !isNull(node) ? seqOf(node, [node]) : node);

const keyed =
  (valueOf: (item: Located) => Located): Canonicalizer =>
  (node) =>
    node.kind === 'seq'
      ? mapOf(
          node,
          node.items.map((item) => entryLike(item, textOf(item) ?? '', valueOf(item))),
        )
      : node;

const under =
  (key: string): Canonicalizer =>
  (node) =>
    node.kind === 'scalar' && !isNull(node) ? mapOf(node, [entryLike(node, key, node)]) : node;

/** `host: ip` as `host=ip`, so that lists can be appended: one host may have several addresses. */
const hostList: Canonicalizer = (node) => {
  if (node.kind !== 'map') return node;
  const items = [...node.entries.values()].flatMap(({ key, value }) =>
    (value.kind === 'seq' ? value.items : [value]).map((ip) => scalarLike(ip, `${key}=${textOf(ip) ?? ''}`)),
  );
  return seqOf(node, items);
};

const build: Canonicalizer = (node) => {
  const long = under('context')(node);
  if (long.kind !== 'map') return long;
  return canonicalizeEntries(long, {
    args: assignments,
    labels: assignments,
    additional_contexts: assignments,
    extra_hosts: hostList,
    ssh: assignments,
  });
};

/** Keys of a service with a short form, brought to the long one before files are merged. */
const SERVICE_KEYS: Readonly<Record<string, Canonicalizer>> = {
  annotations: assignments,
  build,
  depends_on: keyed((item) => mapOf(item, [entryLike(item, 'condition', scalarLike(item, 'service_started'))])),
  dns: listOfOne,
  dns_search: listOfOne,
  env_file: listOfOne,
  environment: assignments,
  extends: under('service'),
  extra_hosts: hostList,
  label_file: listOfOne,
  labels: assignments,
  models: keyed((item) => scalarLike(item, null)),
  networks: keyed((item) => scalarLike(item, null)),
  sysctls: assignments,
  tmpfs: listOfOne,
};

function canonicalizeEntries(map: LocatedMap, table: Readonly<Record<string, Canonicalizer>>): LocatedMap {
  let entries: Map<string, LocatedEntry> | undefined;
  for (const entry of map.entries.values()) {
    const value = Object.hasOwn(table, entry.key) ? table[entry.key]?.(entry.value) : undefined;
    if (value && value !== entry.value) entries = (entries ?? new Map(map.entries)).set(entry.key, { ...entry, value });
  }
  return entries ? { ...map, entries } : map;
}

/** A service in the long form of everything that has a short one. */
export function canonicalizeService(node: Located): Located {
  return node.kind === 'map' ? canonicalizeEntries(node, SERVICE_KEYS) : node;
}
