import { once } from '../../once';
import type { LocatedEntry } from '../../yaml/Located';
import { valueAt } from '../../yaml/Located';
import { PROJECT_KEYS } from '../vocabulary/projectKeys';
import type { ValueType, Vocabulary } from '../vocabulary/ValueType';
import { closest } from './closest';
import { joinWords } from './describeType';

/** What people write for another key. */
const SYNONYMS: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  cmd: 'command',
  env: 'environment',
  envs: 'environment',
  cpu: 'cpus',
  cpu_limit: 'cpus',
  memory: 'mem_limit',
  memory_limit: 'mem_limit',
  mem: 'mem_limit',
  swap_limit: 'memswap_limit',
  volume: 'volumes',
  mounts: 'volumes',
  port: 'ports',
  net: 'network_mode',
  workdir: 'working_dir',
  interactive: 'stdin_open',
  capabilities: 'cap_add',
  cpuset_cpus: 'cpuset',
  restart_policy: 'restart',
  pids: 'pids_limit',
  retry: 'retries',
};

type Places = Map<string, string[]>;

function collect(places: Places, keys: Vocabulary, path: readonly string[]): Places {
  for (const [key, { type }] of Object.entries(keys)) {
    places.set(key, [...(places.get(key) ?? []), path.join('.')]);
    collectType(places, type, [...path, key]);
  }
  return places;
}

function collectType(places: Places, type: ValueType, path: readonly string[]): void {
  if (type.kind === 'object') collect(places, type.keys, path);
  else if (type.kind === 'dict') collectType(places, type.of, [...path, '<name>']);
  else if (type.kind === 'either') for (const one of type.of) collectType(places, one, path);
  else if (type.kind === 'list') collectType(places, type.of, path);
}

const placesByKey = once(() => collect(new Map(), PROJECT_KEYS, []));

function describePlace(place: string): string {
  if (place === '') return 'at the top of the file';
  if (place === 'services.<name>') return 'in a service';
  return `under ${place.replace('services.<name>.', '').replace('.<name>', '')}`;
}

/** The key that was meant by one that is not known, where that is plain. */
export function meantKey(key: string, known: Vocabulary): string | undefined {
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
  return synonym && Object.hasOwn(known, synonym) ? synonym : closest(key, Object.keys(known));
}

/** Where a key belongs that nothing near is known for: the end of the message. */
export function placeAdvice(entry: LocatedEntry, path: readonly (string | number)[]): string {
  const { key, value } = entry;
  if (path.length === 0 && (valueAt(value, 'image') ?? valueAt(value, 'build'))) return ': a service belongs under services';
  // A key of many places (`name`, `driver`) says nothing about where this one should go.
  const places = placesByKey().get(key) ?? [];
  if (places.length === 0 || places.length > 3) return '';
  return `: it belongs ${joinWords([...new Set(places.map(describePlace))])}`;
}
