import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Scalar, YAMLMap } from 'yaml';
import type { Problem } from '../Problem';
import type { Located, LocatedMap, LocatedScalar, Origin } from './Located';

/** A file larger than this is no spec; text near it still parses in about a second. */
const MAX_YAML_CHARACTERS = 4 * 1024 * 1024;
/** Nodes after aliases are expanded: stops a "billion laughs" file. */
const MAX_NODES = 200_000;
const MAX_DEPTH = 64;

interface ParsedYaml {
  /** `undefined` when the file is empty or too broken to have a root. */
  root: Located | undefined;
  problems: Problem[];
}

class LimitReached extends Error {}

class TreeBuilder {
  readonly problems: Problem[] = [];
  private nodes = 0;
  /** Filled in document order: an alias stands for the last anchor of its name before it. */
  private readonly anchors = new Map<string, unknown>();
  private readonly openNodes = new Set<unknown>();
  private readonly origin: Origin;

  constructor(origin: Origin) {
    this.origin = origin;
  }

  private report(code: string, message: string, range: [number, number]): void {
    this.problems.push({ code, severity: 'error', message, file: this.origin.file, range });
  }

  build(node: unknown, depth: number, fallback: [number, number]): Located {
    if (++this.nodes > MAX_NODES) throw new LimitReached(`more than ${MAX_NODES} values after its aliases are expanded`);
    if (depth > MAX_DEPTH) throw new LimitReached(`values nested deeper than ${MAX_DEPTH}`);
    if (isAlias(node)) return this.buildAlias(node.source, depth, rangeOf(node, fallback));
    const anchor = (node as Scalar | null)?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, node);
    const range = rangeOf(node, fallback);
    const tag = tagOf(node);
    const base = { origin: this.origin, range, ...(tag ? { tag } : {}) };
    if (isMap(node) || isSeq(node)) {
      this.openNodes.add(node);
      const built: Located = isMap(node)
        ? this.buildMap(node, depth, base)
        : { kind: 'seq', ...base, items: node.items.map((item) => this.build(item, depth + 1, range)) };
      this.openNodes.delete(node);
      return built;
    }
    return { kind: 'scalar', ...base, ...scalarValue(isScalar(node) ? node : undefined) };
  }

  private buildAlias(name: string, depth: number, range: [number, number]): Located {
    const nothing: LocatedScalar = { kind: 'scalar', origin: this.origin, range, value: null, source: '', isQuoted: false };
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.report('yaml-alias-unknown', `Alias *${name} stands for nothing: there is no anchor &${name} before it.`, range);
      return nothing;
    }
    if (this.openNodes.has(target)) {
      this.report('yaml-alias-cycle', `Alias *${name} is used inside the value it stands for.`, range);
      return nothing;
    }
    return this.build(target, depth, range);
  }

  private buildMap(node: YAMLMap, depth: number, base: Pick<LocatedMap, 'origin' | 'range' | 'tag'>): LocatedMap {
    const map: LocatedMap = { kind: 'map', ...base, entries: new Map() };
    const merged: Located[] = [];
    for (const pair of node.items) {
      const keyRange = rangeOf(pair.key, base.range);
      const key = isScalar(pair.key) ? (pair.key.source ?? '') : undefined;
      if (key === undefined) {
        this.report('yaml-key-invalid', 'A key must be a plain text.', keyRange);
        continue;
      }
      const value = this.build(pair.value, depth + 1, keyRange);
      // A value that is missing has no place of its own: its key is where one looks for it.
      if (value.range[0] === value.range[1]) value.range = keyRange;
      if (key === '<<') merged.push(value);
      else if (map.entries.has(key))
        this.report('yaml-key-duplicate', `Key '${key}' is given twice; only one can count.`, keyRange);
      else map.entries.set(key, { key, keyOrigin: this.origin, keyRange, value });
    }
    for (const source of merged) this.mergeInto(map, source);
    return map;
  }

  /** `<<`: keys of the map itself win, and of a list the earlier map. */
  private mergeInto(map: LocatedMap, source: Located): void {
    if (source.kind === 'seq') {
      for (const item of source.items) this.mergeInto(map, item);
    } else if (source.kind === 'map') {
      for (const entry of source.entries.values()) if (!map.entries.has(entry.key)) map.entries.set(entry.key, entry);
    } else this.report('yaml-merge-invalid', '<< takes a mapping or a list of mappings, as in `<<: *defaults`.', source.range);
  }
}

function rangeOf(node: unknown, fallback: [number, number]): [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : fallback;
}

function tagOf(node: unknown): 'reset' | 'override' | undefined {
  const tag = (node as Node | null)?.tag;
  return tag === '!reset' ? 'reset' : tag === '!override' ? 'override' : undefined;
}

function scalarValue(node: Scalar | undefined): Pick<LocatedScalar, 'value' | 'source' | 'isQuoted'> {
  const value = node?.value ?? null;
  const isQuoted = node?.type !== undefined && node.type !== 'PLAIN';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return { value, source: node?.source ?? String(value ?? ''), isQuoted };
  // A bigint, date or binary of another YAML schema: its text.
  return { value: node?.source ?? '', source: node?.source ?? '', isQuoted };
}

/** Fails with values only; the parser's own recursion on hostile nesting ends as a problem too. */
export function parseYaml(text: string, origin: Origin): ParsedYaml {
  const whole: [number, number] = [0, Math.min(text.length, 1)];
  const fail = (code: string, reason: string): ParsedYaml => ({
    root: undefined,
    problems: [{ code, severity: 'error', message: `This file is not read: ${reason}.`, file: origin.file, range: whole }],
  });
  if (text.length > MAX_YAML_CHARACTERS) return fail('yaml-too-large', `it has more than ${MAX_YAML_CHARACTERS} characters`);
  try {
    return parseBounded(text, origin);
  } catch (error) {
    if (error instanceof LimitReached) return fail('yaml-limit', `it has ${error.message}`);
    if (error instanceof RangeError) return fail('yaml-limit', 'its values are nested too deeply');
    throw error;
  }
}

function parseBounded(text: string, origin: Origin): ParsedYaml {
  // The library's own check for duplicate keys compares each key with all before it: quadratic on hostile text, so it is done here.
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'silent' });
  const problems: Problem[] = document.errors.slice(0, 100).map((error) => ({
    code: `yaml-${error.code.toLowerCase().replace(/_/g, '-')}`,
    severity: 'error',
    message: error.message,
    file: origin.file,
    range: [error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)],
  }));
  if (document.contents === null) return { root: undefined, problems };
  const builder = new TreeBuilder(origin);
  const root = builder.build(document.contents, 0, [0, text.length]);
  return { root, problems: [...problems, ...builder.problems] };
}
