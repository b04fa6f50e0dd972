import type { PlacedProblem } from '../Problem';
import type { Located, LocatedEntry, LocatedMap } from '../yaml/Located';
import { canonicalizeService } from './canonicalize';
import { checkSectionEntry, checkTopEntry } from './check/checkProjectTree';
import { interpolateTree } from './interpolateTree';
import type { Lookup } from './interpolate';
import type { PreparedEntry, ProjectCache } from './ProjectCache';
import { isSection } from './vocabulary/ValueType';
import type { Section } from './vocabulary/ValueType';

interface Prepared {
  interpolated: LocatedMap;
  canonical: LocatedMap;
  problems: PlacedProblem[];
}

/** A file as written: variables filled in, checked against the vocabulary, and in canonical form. Entry by entry, so that each is done once. */
export function prepareTree(cache: ProjectCache, root: LocatedMap, text: string, lookup: Lookup): Prepared {
  const fill: Fill = text.includes('$') ? (node) => interpolateTree(node, text, lookup) : asWritten;
  const prepared = [...root.entries.values()].map((entry) =>
    cache.entries.get(entry, [lookup], () =>
      isSection(entry.key) && entry.value.kind === 'map'
        ? prepareSection(cache, entry, entry.key, entry.value, fill, lookup)
        : prepareEntry(entry, fill, checkTopEntry, same),
    ),
  );
  return {
    interpolated: mapOf(root, prepared, ({ interpolated }) => interpolated),
    canonical: mapOf(root, prepared, ({ canonical }) => canonical),
    problems: prepared.flatMap(({ problems }) => problems),
  };
}

const same = (node: Located): Located => node;

/** Fills in the variables of a value. */
type Fill = (node: Located) => { root: Located; problems: readonly PlacedProblem[] };

/** In a text without a dollar sign there are none. */
const asWritten: Fill = (root) => ({ root, problems: [] });

function prepareEntry(
  entry: LocatedEntry,
  fill: Fill,
  check: (entry: LocatedEntry) => PlacedProblem[],
  canonicalize: (node: Located) => Located,
): PreparedEntry {
  const { root: value, problems } = fill(entry.value);
  const interpolated = value === entry.value ? entry : { ...entry, value };
  const canonical = canonicalize(value);
  return {
    interpolated,
    canonical: canonical === value ? interpolated : { ...entry, value: canonical },
    problems: [...problems, ...check(interpolated)],
  };
}

function prepareSection(
  cache: ProjectCache,
  section: LocatedEntry,
  name: Section,
  map: LocatedMap,
  fill: Fill,
  lookup: Lookup,
): PreparedEntry {
  const check = (entry: LocatedEntry): PlacedProblem[] => checkSectionEntry(name, entry);
  const canonicalize = name === 'services' ? canonicalizeService : same;
  const children = [...map.entries.values()].map((entry) =>
    cache.entries.get(entry, [lookup, name], () => prepareEntry(entry, fill, check, canonicalize)),
  );
  return {
    interpolated: { ...section, value: mapOf(map, children, ({ interpolated }) => interpolated) },
    canonical: { ...section, value: mapOf(map, children, ({ canonical }) => canonical) },
    problems: children.flatMap(({ problems }) => problems),
  };
}

function mapOf(map: LocatedMap, prepared: readonly PreparedEntry[], choose: (one: PreparedEntry) => LocatedEntry): LocatedMap {
  return { ...map, entries: new Map(prepared.map((one) => [choose(one).key, choose(one)])) };
}
