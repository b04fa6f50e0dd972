import type { PlacedProblem } from '../Problem';
import { placeInFile } from '../Problem';
import { keyPlace, rangeInFile } from './Located';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar, Origin } from './Located';
import { parseBlock } from './parseBlock';
import type { ParsedBlock } from './parseBlock';
import { splitBlocks } from './splitBlocks';
import type { Block, SectionBlock, TopBlock } from './splitBlocks';
import { duplicateKey, MAX_NODES } from './TreeBuilder';
import type { Anchor } from './TreeBuilder';

/** A file larger than this is no spec; text near it still parses in about a second. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

export interface ParsedYaml {
  /** `undefined` when the file is empty or too broken to have a root. */
  root: Located | undefined;
  problems: readonly PlacedProblem[];
}

class Undividable extends Error {}

interface Section {
  /** Where its first child begins, counted from its key. */
  from: number;
  children: readonly LocatedEntry[];
  entry: LocatedEntry;
  problems: readonly PlacedProblem[];
}

/** Characters that are compared at once, which is many times faster than one by one. */
const STRETCH = 4096;

/** How far two texts agree from their beginnings and from their ends. */
function commonEnds(before: string, after: string): { prefix: number; suffix: number } {
  const limit = Math.min(before.length, after.length);
  const same = (from: number, otherFrom: number): boolean =>
    before.slice(from, from + STRETCH) === after.slice(otherFrom, otherFrom + STRETCH);
  let prefix = 0;
  while (prefix + STRETCH <= limit && same(prefix, prefix)) prefix += STRETCH;
  while (prefix < limit && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  const rest = limit - prefix;
  while (suffix + STRETCH <= rest && same(before.length - suffix - STRETCH, after.length - suffix - STRETCH)) suffix += STRETCH;
  while (suffix < rest && before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)) suffix++;
  return { prefix, suffix };
}

/**
 * A YAML file through its versions. The text is parsed block by block, and a block whose text did not change keeps its tree: the
 * same objects, so that whatever is remembered about them still holds. A fault of syntax stays within its block.
 */
export class YamlFile {
  private readonly file: string;
  private readonly baseDir: string;
  private text = '';
  private parsed: ParsedYaml | undefined;
  /** By the offset they began at in `text`. */
  private blocks = new Map<number, ParsedBlock>();
  private sections = new Map<string, Section>();

  constructor(file: string, baseDir: string) {
    this.file = file;
    this.baseDir = baseDir;
  }

  parse(text: string): ParsedYaml {
    if (this.parsed && text === this.text) return this.parsed;
    if (text.length > MAX_CHARACTERS) {
      const message = `This file is not read: it has more than ${MAX_CHARACTERS} characters.`;
      const place = placeInFile(this.file, [0, 1]);
      return { root: undefined, problems: [{ code: 'yaml-too-large', severity: 'error', message, place }] };
    }
    const version = new Version(this.file, this.baseDir, this.text, text, this.blocks, this.sections);
    this.parsed = version.parse();
    this.text = text;
    this.blocks = version.blocks;
    this.sections = version.sections;
    return this.parsed;
  }
}

/** The making of one version out of the one before. */
class Version {
  readonly blocks = new Map<number, ParsedBlock>();
  readonly sections = new Map<string, Section>();
  private readonly anchors = new Map<string, Anchor>();
  private readonly problems: PlacedProblem[] = [];
  private readonly file: string;
  private readonly baseDir: string;
  private readonly text: string;
  private readonly oldBlocks: Map<number, ParsedBlock>;
  private readonly oldSections: Map<string, Section>;
  private readonly unchanged: { prefix: number; suffixFrom: number; shift: number };
  private size = 0;
  private hasSeveralBlocks = false;

  constructor(
    file: string,
    baseDir: string,
    before: string,
    text: string,
    oldBlocks: Map<number, ParsedBlock>,
    oldSections: Map<string, Section>,
  ) {
    this.file = file;
    this.baseDir = baseDir;
    this.text = text;
    this.oldBlocks = oldBlocks;
    this.oldSections = oldSections;
    const { prefix, suffix } = commonEnds(before, text);
    this.unchanged = { prefix, suffixFrom: text.length - suffix, shift: text.length - before.length };
  }

  parse(): ParsedYaml {
    const tops = splitBlocks(this.text);
    if (tops === undefined || tops.length === 0) return this.parseWhole();
    try {
      return this.assemble(tops);
    } catch (error) {
      if (!(error instanceof Undividable)) throw error;
      this.blocks.clear();
      this.anchors.clear();
      this.problems.length = 0;
      return this.parseWhole();
    }
  }

  private parseWhole(): ParsedYaml {
    const { root, problems } = parseBlock(this.text, this.originAt(0), 0, () => undefined);
    return { root, problems };
  }

  private originAt(start: number): Origin {
    return { file: this.file, baseDir: this.baseDir, start };
  }

  private assemble(tops: readonly TopBlock[]): ParsedYaml {
    this.hasSeveralBlocks = tops.length > 1;
    const root: LocatedMap = { kind: 'map', origin: this.originAt(0), range: [0, this.text.length], entries: new Map() };
    for (const top of tops) {
      const isSection = 'children' in top && top.children.length > 0;
      for (const entry of isSection ? [this.section(top)] : this.entriesOf(top, 0)) addEntry(root.entries, entry, this.problems);
    }
    const first = root.entries.values().next().value;
    const last = tops.at(-1);
    root.range = [first ? rangeInFile(keyPlace(first))[0] : 0, last ? this.contentEnd(last) : 0];
    return { root, problems: this.problems };
  }

  /** The entry of a section whose children did not change is the object it was, moved. */
  private section(block: SectionBlock): LocatedEntry {
    const children = block.children.flatMap((child) => [...this.entriesOf(child, 1)]);
    const from = (block.children[0]?.start ?? block.start) - block.start;
    const old = this.oldSections.get(block.key);
    const isSame =
      old?.from === from && old.children.length === children.length && old.children.every((child, at) => child === children[at]);
    const section = isSame ? old : this.makeSection(block, from, children);
    section.entry.keyOrigin.start = block.start;
    this.sections.set(block.key, section);
    this.problems.push(...section.problems);
    return section.entry;
  }

  private makeSection(block: SectionBlock, from: number, children: readonly LocatedEntry[]): Section {
    const { key, start } = block;
    const origin = this.originAt(start);
    const map: LocatedMap = { kind: 'map', origin, range: [0, 0], entries: new Map() };
    const problems: PlacedProblem[] = [];
    for (const entry of children) addEntry(map.entries, entry, problems);
    const indent = /^ */.exec(this.text.slice(start + from, start + from + 256))?.[0].length ?? 0;
    map.range = [from + indent, this.contentEnd(block) - start];
    return { from, children, problems, entry: { key, keyOrigin: origin, keyRange: [0, key.length], value: map } };
  }

  private entriesOf(block: Block, depth: number): Iterable<LocatedEntry> {
    const parsed = this.reusable(block) ?? this.parseFresh(block, depth);
    this.blocks.set(block.start, parsed);
    this.problems.push(...parsed.problems);
    for (const [name, anchor] of parsed.anchors) this.anchors.set(name, anchor);
    this.size += parsed.size;
    if (this.size > MAX_NODES) throw new Undividable();
    if (parsed.root === undefined) return [];
    if (parsed.root.kind === 'map') return parsed.root.entries.values();
    if (parsed.root.kind === 'seq' || !this.hasSeveralBlocks) throw new Undividable();
    this.problems.push(loneWord(parsed.root));
    return [];
  }

  /** Where the last value of a block ends. */
  private contentEnd(block: TopBlock): number {
    const last = 'children' in block ? (block.children.at(-1) ?? block) : block;
    const root = this.blocks.get(last.start)?.root;
    return root ? rangeInFile(root)[1] : block.end;
  }

  private parseFresh({ start, end }: Block, depth: number): ParsedBlock {
    return parseBlock(this.text.slice(start, end), this.originAt(start), depth, (name) => this.anchors.get(name));
  }

  private reusable({ start, end }: Block): ParsedBlock | undefined {
    const { prefix, suffixFrom, shift } = this.unchanged;
    const oldStart = end <= prefix ? start : start >= suffixFrom ? start - shift : undefined;
    const old = oldStart === undefined ? undefined : this.oldBlocks.get(oldStart);
    if (old?.length !== end - start) return undefined;
    for (const [name, anchor] of old.outerAnchors) if (this.anchors.get(name) !== anchor) return undefined;
    old.origin.start = start;
    return old;
  }
}

/** The first line of a file that goes on with keys. */
function loneWord({ origin, range, source }: LocatedScalar): PlacedProblem {
  const message = `'${source.slice(0, 60)}' is not a key: write a colon after it.`;
  return { code: 'yaml-key-incomplete', severity: 'error', message, place: { origin, range } };
}

function addEntry(entries: Map<string, LocatedEntry>, entry: LocatedEntry, problems: PlacedProblem[]): void {
  const { key } = entry;
  if (!entries.has(key)) entries.set(key, entry);
  else {
    const [code, message] = duplicateKey(key);
    problems.push({ code, severity: 'error', message, place: keyPlace(entry) });
  }
}
