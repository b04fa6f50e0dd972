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

export const keyConflicts: ServiceRule = (service, name) => {
  const owner = `Service ${name}`;
  const test = valueAt(service, 'healthcheck', 'test');
  const disabled = valueAt(service, 'healthcheck', 'disable');
  const hasBoth = test && disabled && parseBoolean(textOf(disabled) ?? '') === true;
  return [
    ...conflictsIn(service, SERVICE, owner),
    ...conflictsIn(valueAt(service, 'build'), BUILD, owner),
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
