/** A YAML value that knows where it was written, so that a problem found after merging files still points at the right text. */
export type Located = LocatedScalar | LocatedSeq | LocatedMap;

export interface Origin {
  /** Absolute path of the file. */
  file: string;
  /** Directory that relative paths in this file start from. */
  baseDir: string;
  /**
   * Where in the file the ranges count from. An edit further up moves it: the tree below stays the same object, and so does
   * everything remembered about it.
   */
  start: number;
}

/** Where something is written. */
export interface Place {
  origin: Origin;
  /** Character offsets [start, end), counted from the start of the origin. */
  range: [start: number, end: number];
}

interface LocatedBase extends Place {
  /** `!reset` takes the value away in a merge, `!override` replaces instead of merging. */
  tag?: 'reset' | 'override';
}

export interface LocatedScalar extends LocatedBase {
  kind: 'scalar';
  value: string | number | boolean | null;
  /** As written, without quotes: `0440` is not 440. */
  source: string;
  /** In quotes or a block, so never a number. */
  isQuoted: boolean;
  /** Holds a variable with no value: its type cannot be told. */
  hasUnsetVariable?: boolean;
  /** Was a variable before interpolation, so text may stand for a number. */
  isInterpolated?: boolean;
  /** Where the value is not what is written, as it is in the source. */
  substitutions?: readonly Substitution[];
}

/** [start, end) of the source of a text stands for `length` characters of its value. */
export interface Substitution {
  start: number;
  end: number;
  at: number;
  length: number;
}

export interface LocatedSeq extends LocatedBase {
  kind: 'seq';
  items: Located[];
}

export interface LocatedEntry {
  key: string;
  keyOrigin: Origin;
  keyRange: [start: number, end: number];
  value: Located;
}

/** `<<` with what it brings in: its place is from the key to the end of what is written behind it. */
export interface Merge extends Place {
  value: Located;
}

export interface LocatedMap extends LocatedBase {
  kind: 'map';
  /** Its own, and behind them those that are merged in. */
  entries: Map<string, LocatedEntry>;
  merges?: readonly Merge[];
}

/** Offsets in the file as it is now. */
export function rangeInFile({ origin, range }: Place): [start: number, end: number] {
  return [origin.start + range[0], origin.start + range[1]];
}

export function keyPlace(entry: LocatedEntry): Place {
  return { origin: entry.keyOrigin, range: entry.keyRange };
}

export function valueAt(node: Located | undefined, ...path: (string | number)[]): Located | undefined {
  let current = node;
  // By index: asked a hundred times for every service, and an iterator is an object for each step.
  for (let at = 0; at < path.length; at++) {
    const step = path[at];
    if (current?.kind === 'map') current = current.entries.get(String(step))?.value;
    else if (current?.kind === 'seq') current = current.items[Number(step)];
    else return undefined;
  }
  return current;
}

/** Text of a scalar as a program would be given it; `undefined` for null and for collections. */
export function textOf(node: Located | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return String(node.value);
}

export function isNull(node: Located | undefined): boolean {
  return node?.kind === 'scalar' && node.value === null;
}

/** Plain data, for `x-` fragments and hashes. */
export function plainValue(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(plainValue);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainValue(value)]));
}

export function scalarLike(node: LocatedBase, value: string | null): LocatedScalar {
  return { kind: 'scalar', origin: node.origin, range: node.range, value, source: value ?? '', isQuoted: true };
}

export function entryLike(node: Located, key: string, value: Located): LocatedEntry {
  return { key, keyOrigin: node.origin, keyRange: node.range, value };
}
