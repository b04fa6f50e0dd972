import type { Located, LocatedEntry, LocatedMap, LocatedSeq, Origin } from './Located';
import { NOT_PLAIN, PlainLine } from './PlainLine';
import type { Anchor } from './TreeBuilder';

/** Line ends and blanks of other kinds, which count columns differently or not at all. */
const UNUSUAL = /[\t\r\0\u0085\u2028\u2029\uFEFF]/;

/**
 * YAML as most specs are written: block mappings and lists, plain texts and quoted ones without escapes on one line, lists and mappings
 * of those in brackets. It is read in one pass without tokens, which is many times faster than a parser for all of YAML.
 */
class PlainParser extends PlainLine {
  /** Of the line at hand: where its content begins, and its indentation; none is left when `at` is the text's length. */
  private at = 0;
  private indent = 0;

  constructor(text: string, origin: Origin) {
    super(text, origin);
    this.nextLine();
  }

  parse(): Located {
    if (this.isOver()) throw NOT_PLAIN;
    const root = this.block(0);
    if (!this.isOver()) throw NOT_PLAIN;
    return root;
  }

  private isOver(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes to the next line that is neither blank nor a comment. */
  private nextLine(): void {
    const { text } = this;
    for (let start = this.end + 1; start < text.length; start = this.end + 1) {
      const newline = text.indexOf('\n', start);
      this.end = newline < 0 ? text.length : newline;
      let at = start;
      while (text.charCodeAt(at) === 32) at++;
      if (at >= this.end || text.charCodeAt(at) === 35) continue;
      this.at = at;
      this.indent = at - start;
      return;
    }
    this.at = text.length;
    this.indent = -1;
  }

  private isItem(at: number): boolean {
    return this.text.charCodeAt(at) === 45 && (this.text.charCodeAt(at + 1) === 32 || at + 1 === this.end);
  }

  /** What begins with the line at hand. */
  private block(depth: number): Located {
    return this.isItem(this.at) ? this.list(this.indent, depth) : this.mapping(this.at, this.indent, depth);
  }

  private mapping(start: number, indent: number, depth: number): LocatedMap {
    this.grow(depth);
    const entries = new Map<string, LocatedEntry>();
    let end = start;
    for (let at = start; ; at = this.at) {
      const keyEnd = this.keyEnd(at);
      if (keyEnd === undefined) throw NOT_PLAIN;
      const key = this.text.slice(at, keyEnd);
      const keyRange: [number, number] = [at, keyEnd];
      const value = this.valueOfKey(keyRange, indent, depth + 1);
      const { size } = entries;
      entries.set(key, { key, keyOrigin: this.origin, keyRange, value });
      if (entries.size === size) throw NOT_PLAIN;
      end = value.range[1];
      if (this.indent < indent) break;
      if (this.indent > indent) throw NOT_PLAIN;
    }
    const range: [number, number] = [start, end];
    return { kind: 'map', origin: this.origin, range, entries };
  }

  private valueOfKey(keyRange: [number, number], indent: number, depth: number): Located {
    const at = this.contentFrom(keyRange[1] + 1);
    if (at === undefined) return this.valueBelow(keyRange, indent, depth);
    const anchor = this.anchorAt(at);
    if (anchor === undefined) return this.lineValue(at, indent, depth);
    const before = this.size;
    const from = this.contentFrom(anchor[1]);
    const value = from === undefined ? this.valueBelow(keyRange, indent, depth) : this.lineValue(from, indent, depth);
    // An anchor of nothing has a place of its own in the library's tree.
    if (value.range === keyRange) throw NOT_PLAIN;
    this.anchors.set(anchor[0], { node: value, size: this.size - before });
    return value;
  }

  /** What a key has on the lines below it. */
  private valueBelow(keyRange: [number, number], indent: number, depth: number): Located {
    this.nextLine();
    if (this.indent > indent) return this.block(depth);
    // A list may stand at the column of its key.
    if (this.indent === indent && this.isItem(this.at)) return this.list(indent, depth);
    this.grow(depth);
    return { kind: 'scalar', origin: this.origin, range: keyRange, value: null, source: '', isQuoted: false };
  }

  private list(indent: number, depth: number): LocatedSeq {
    this.grow(depth);
    const start = this.at;
    const items: Located[] = [];
    let end = start;
    while (this.indent === indent && this.isItem(this.at)) {
      const at = this.contentFrom(this.at + 1);
      if (at === undefined || this.isItem(at)) throw NOT_PLAIN;
      const isMapping = this.keyEnd(at) !== undefined;
      const item = isMapping ? this.mapping(at, indent + at - this.at, depth + 1) : this.lineValue(at, indent, depth + 1);
      items.push(item);
      end = item.range[1];
    }
    if (this.indent > indent) throw NOT_PLAIN;
    const range: [number, number] = [start, end];
    // A list that grew has room for sixteen more; the copy has none.
    return { kind: 'seq', origin: this.origin, range, items: items.slice() };
  }

  /** A value that is the rest of its line. What follows further in would belong to it. */
  private lineValue(at: number, indent: number, depth: number): Located {
    this.grow(depth);
    const node = this.oneLine(at, depth);
    if (this.contentFrom(this.valueEnd) !== undefined) throw NOT_PLAIN;
    this.nextLine();
    if (this.indent > indent) throw NOT_PLAIN;
    return node;
  }
}

/** A text without anything unusual, and how many values it holds; `undefined` when it needs a parser for all of YAML. */
export function parsePlainBlock(
  text: string,
  origin: Origin,
): { root: Located; size: number; anchors: ReadonlyMap<string, Anchor> } | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const parser = new PlainParser(text, origin);
    const root = parser.parse();
    return { root, size: parser.size, anchors: parser.anchors };
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}
