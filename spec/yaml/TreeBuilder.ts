import type { Code } from '../codes';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { PlacedProblem } from '../Problem';
import type { Located, LocatedMap, LocatedScalar, LocatedSeq, Merge, Origin } from './Located';

/** Nodes after aliases are expanded: stops a "billion laughs" file. */
export const MAX_NODES = 200_000;
const MAX_DEPTH = 64;

export class LimitReached extends Error {}

/** A value with an anchor, and how many nodes it stands for. */
export interface Anchor {
  node: Located;
  size: number;
}

/**
 * Makes located values of the library's nodes. Aliases share the value they stand for. A block collection ends where its last value
 * does; the library counts the blank lines and comments behind it from case to case.
 */
export class TreeBuilder {
  readonly problems: PlacedProblem[] = [];
  /** In document order: an alias stands for the last anchor of its name before it. */
  readonly anchors = new Map<string, Anchor>();
  /** What was asked of the blocks before this one; the tree holds as long as the answers do. */
  readonly outerAnchors = new Map<string, Anchor | undefined>();
  size = 0;
  /** Aliases that stand for nothing: said once. */
  private readonly unresolved = new Set<Located>();
  private readonly openAnchors = new Set<string>();
  private readonly origin: Origin;
  private readonly findOuter: (name: string) => Anchor | undefined;

  constructor(origin: Origin, findOuter: (name: string) => Anchor | undefined) {
    this.origin = origin;
    this.findOuter = findOuter;
  }

  private report(code: Code, message: string, range: [number, number]): void {
    this.problems.push({ code, severity: 'error', message, place: { origin: this.origin, range } });
  }

  private grow(count: number): void {
    this.size += count;
    if (this.size > MAX_NODES) throw new LimitReached(`more than ${MAX_NODES} values after its aliases are expanded`);
  }

  build(node: unknown, depth: number, fallback: [number, number]): Located {
    if (depth > MAX_DEPTH) throw new LimitReached(`values nested deeper than ${MAX_DEPTH}`);
    if (isAlias(node)) return this.buildAlias(node.source, rangeOf(node, fallback));
    const anchor = (node as Scalar | null)?.anchor;
    const before = this.size;
    this.grow(1);
    if (anchor === undefined) return this.buildNode(node, depth, fallback);
    this.openAnchors.add(anchor);
    const built = this.buildNode(node, depth, fallback);
    this.openAnchors.delete(anchor);
    this.anchors.set(anchor, { node: built, size: this.size - before });
    return built;
  }

  private buildNode(node: unknown, depth: number, fallback: [number, number]): Located {
    const range = rangeOf(node, fallback);
    const tag = tagOf(node);
    const base = { origin: this.origin, range, ...(tag ? { tag } : {}) };
    if (isMap(node)) return this.buildMap(node, depth, base);
    if (isSeq(node)) return this.buildSeq(node, depth, base);
    return { kind: 'scalar', ...base, ...scalarValue(isScalar(node) ? node : undefined) };
  }

  private buildAlias(name: string, range: [number, number]): Located {
    const nothing: LocatedScalar = { kind: 'scalar', origin: this.origin, range, value: null, source: '', isQuoted: false };
    if (this.openAnchors.has(name)) {
      this.report('yaml-alias-cycle', `Alias *${name} is used inside the value it stands for.`, range);
      this.unresolved.add(nothing);
      return nothing;
    }
    const target = this.anchors.get(name) ?? this.outer(name);
    if (target === undefined) {
      this.report('yaml-alias-unknown', `Alias *${name} stands for nothing: there is no anchor &${name} before it.`, range);
      this.unresolved.add(nothing);
      return nothing;
    }
    this.grow(target.size);
    return target.node;
  }

  private outer(name: string): Anchor | undefined {
    const found = this.findOuter(name);
    this.outerAnchors.set(name, found);
    return found;
  }

  private buildSeq(node: YAMLSeq, depth: number, base: Pick<LocatedSeq, 'origin' | 'range' | 'tag'>): LocatedSeq {
    const items = node.items.map((item) => this.build(item, depth + 1, base.range));
    const last = items.at(-1);
    if (last && !node.flow) base.range = [base.range[0], endOf(node.items.at(-1), last)];
    return { kind: 'seq', ...base, items };
  }

  private buildMap(node: YAMLMap, depth: number, base: Pick<LocatedMap, 'origin' | 'range' | 'tag'>): LocatedMap {
    const map: LocatedMap = { kind: 'map', ...base, entries: new Map() };
    const merges: Merge[] = [];
    let end = base.range[0];
    for (const pair of node.items) {
      const keyRange = rangeOf(pair.key, base.range);
      const key = isScalar(pair.key) ? (pair.key.source ?? '') : undefined;
      if (key === undefined) {
        this.report('yaml-key-invalid', 'A key must be a plain text.', keyRange);
        continue;
      }
      const built = this.build(pair.value, depth + 1, keyRange);
      // A value that is missing has no place of its own: its key is where one looks for it.
      const isMissing = built.range[0] === built.range[1];
      const value = isMissing ? { ...built, origin: this.origin, range: keyRange } : built;
      end = endOf(pair.value, value);
      if (key === '<<') merges.push({ origin: this.origin, range: [keyRange[0], end], value });
      else if (map.entries.has(key)) this.report(...duplicateKey(key), keyRange);
      else map.entries.set(key, { key, keyOrigin: this.origin, keyRange, value });
    }
    if (!node.flow && end > base.range[0]) map.range = [base.range[0], end];
    for (const { value } of merges) this.mergeInto(map, value);
    return merges.length > 0 ? { ...map, merges } : map;
  }

  /** `<<`: keys of the map itself win, and of a list the earlier map. */
  private mergeInto(map: LocatedMap, source: Located): void {
    if (source.kind === 'seq') {
      for (const item of source.items) this.mergeInto(map, item);
    } else if (source.kind === 'map') {
      for (const entry of source.entries.values()) if (!map.entries.has(entry.key)) map.entries.set(entry.key, entry);
    } else if (!this.unresolved.has(source))
      this.report('yaml-merge-invalid', '<< takes a mapping or a list of mappings, as in `<<: *defaults`.', source.range);
  }
}

export function duplicateKey(key: string): [code: Code, message: string] {
  return ['yaml-key-duplicate', `Key '${key}' is given twice; only one can count.`];
}

function rangeOf(node: unknown, fallback: [number, number]): [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : fallback;
}

/** Where a value ends in this text: an alias does here, what it stands for elsewhere. */
function endOf(node: unknown, built: Located): number {
  return isAlias(node) ? rangeOf(node, built.range)[1] : built.range[1];
}

function tagOf(node: unknown): 'reset' | 'override' | undefined {
  const tag = (node as Node | null)?.tag;
  return tag === '!reset' ? 'reset' : tag === '!override' ? 'override' : undefined;
}

/** `!!str` says it as quotes do. */
const TEXT_TAG = 'tag:yaml.org,2002:str';

function scalarValue(node: Scalar | undefined): Pick<LocatedScalar, 'value' | 'source' | 'isQuoted'> {
  const value = node?.value ?? null;
  const isQuoted = (node?.type !== undefined && node.type !== 'PLAIN') || node?.tag === TEXT_TAG;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return { value, source: node?.source ?? String(value ?? ''), isQuoted };
  // A bigint, date or binary of another YAML schema: its text.
  return { value: node?.source ?? '', source: node?.source ?? '', isQuoted };
}
