import type { Located, LocatedEntry, LocatedMap, LocatedScalar, LocatedSeq, Origin } from './Located';
import { plainScalar } from './plainScalar';

/** Values nested deeper are left to the library, and so are longer keys. */
const MAX_DEPTH = 32;
const MAX_KEY = 256;

/** Line ends and blanks of other kinds, which count columns differently or not at all. */
const UNUSUAL = /[\t\r\0\u0085\u2028\u2029\uFEFF]/;
const KEY = /\w[\w./-]*(?=:(?: |\n|$))/y;
/** Begins something other than a plain text: a quoted one, a collection, an anchor, an alias, a tag, a block. */
const INDICATOR = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)/;
const FLOW_ITEM = /[^\s,[\]{}#&*!|>'"%@`?:-][^,[\]{}#'"\n]*|-[\w-][^,[\]{}#'"\n]*|"[^"\\\n]*"|'[^'\n]*'/y;

/** Thrown for what is not plain; there is one, since it carries nothing. */
const NOT_PLAIN = new Error('not plain YAML');

interface Value {
  node: Located;
  end: number;
}

/**
 * YAML as most specs are written: block mappings and lists, plain texts and quoted ones without escapes on one line, lists of those in
 * brackets. It is read in one pass without tokens, which is many times faster than a parser for all of YAML.
 */
class PlainParser {
  size = 0;
  private readonly text: string;
  private readonly origin: Origin;
  /** The line at hand: where its content begins, its indentation, and where it ends; none is left when `at` is the text's length. */
  private at = 0;
  private indent = 0;
  private end = -1;

  constructor(text: string, origin: Origin) {
    this.text = text;
    this.origin = origin;
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

  /** Ends of keys at a place of the line at hand; `undefined` where there is none. */
  private keyEnd(at: number): number | undefined {
    KEY.lastIndex = at;
    return KEY.test(this.text) && KEY.lastIndex - at <= MAX_KEY ? KEY.lastIndex : undefined;
  }

  private grow(depth: number): void {
    this.size++;
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
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
      if (entries.has(key)) throw NOT_PLAIN;
      const keyRange: [number, number] = [at, keyEnd];
      const value = this.valueOfKey(keyRange, indent, depth + 1);
      entries.set(key, { key, keyOrigin: this.origin, keyRange, value });
      end = value.range[1];
      if (this.indent < indent) break;
      if (this.indent > indent) throw NOT_PLAIN;
    }
    return { kind: 'map', origin: this.origin, range: [start, end], entries };
  }

  private valueOfKey(keyRange: [number, number], indent: number, depth: number): Located {
    const at = this.contentFrom(keyRange[1] + 1);
    if (at !== undefined) return this.lineValue(at, indent, depth);
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
    return { kind: 'seq', origin: this.origin, range: [start, end], items };
  }

  /** Where the content of the line goes on; `undefined` where nothing but a comment follows. */
  private contentFrom(from: number): number | undefined {
    let at = from;
    while (this.text.charCodeAt(at) === 32) at++;
    if (at >= this.end) return undefined;
    if (this.text.charCodeAt(at) !== 35) return at;
    if (at === from) throw NOT_PLAIN;
    return undefined;
  }

  /** A value that is the rest of its line. What follows further in would belong to it. */
  private lineValue(at: number, indent: number, depth: number): Located {
    this.grow(depth);
    const { node, end } = this.oneLine(at, depth);
    if (this.contentFrom(end) !== undefined) throw NOT_PLAIN;
    this.nextLine();
    if (this.indent > indent) throw NOT_PLAIN;
    return node;
  }

  private oneLine(at: number, depth: number): Value {
    const first = this.text.charAt(at);
    if (first === '"' || first === "'") return this.quoted(at, first);
    if (first === '[') return this.flowList(at, depth);
    if (first === '{' && this.text.charAt(at + 1) === '}')
      return { node: { kind: 'map', origin: this.origin, range: [at, at + 2], entries: new Map() }, end: at + 2 };
    return this.plain(at);
  }

  private scalar(start: number, end: number, source: string, isQuoted: boolean): Value {
    const value = isQuoted ? source : plainScalar(source);
    const node: LocatedScalar = { kind: 'scalar', origin: this.origin, range: [start, end], value, source, isQuoted };
    return { node, end };
  }

  private plain(at: number): Value {
    let rest = this.text.slice(at, this.end);
    if (INDICATOR.test(rest)) throw NOT_PLAIN;
    const comment = rest.indexOf(' #');
    if (comment >= 0) rest = rest.slice(0, comment);
    let length = rest.length;
    while (rest.charCodeAt(length - 1) === 32) length--;
    const source = rest.slice(0, length);
    if (source.includes(': ') || source.endsWith(':')) throw NOT_PLAIN;
    return this.scalar(at, at + length, source, false);
  }

  private quoted(at: number, quote: string): Value {
    const close = this.text.indexOf(quote, at + 1);
    if (close < 0 || close >= this.end) throw NOT_PLAIN;
    const source = this.text.slice(at + 1, close);
    if (quote === "'" ? this.text.charAt(close + 1) === quote : source.includes('\\')) throw NOT_PLAIN;
    return this.scalar(at, close + 1, source, true);
  }

  private flowList(start: number, depth: number): Value {
    const items: Located[] = [];
    let at = this.contentFrom(start + 1);
    while (at !== undefined && (items.length > 0 || this.text.charAt(at) !== ']')) {
      this.grow(depth + 1);
      const item = this.flowItem(at);
      items.push(item.node);
      at = this.contentFrom(item.end);
      if (at !== undefined && this.text.charAt(at) === ']') break;
      if (at === undefined || this.text.charAt(at) !== ',') throw NOT_PLAIN;
      at = this.contentFrom(at + 1);
    }
    if (at === undefined) throw NOT_PLAIN;
    return { node: { kind: 'seq', origin: this.origin, range: [start, at + 1], items }, end: at + 1 };
  }

  private flowItem(at: number): Value {
    FLOW_ITEM.lastIndex = at;
    const item = FLOW_ITEM.exec(this.text)?.[0].trimEnd();
    if (item === undefined) throw NOT_PLAIN;
    const first = item.charAt(0);
    if (first === '"' || first === "'") return this.quoted(at, first);
    if (/:(?: |$)/.test(item)) throw NOT_PLAIN;
    return this.scalar(at, at + item.length, item, false);
  }
}

/** A text without anything unusual, and how many values it holds; `undefined` when it needs a parser for all of YAML. */
export function parsePlainBlock(text: string, origin: Origin): { root: Located; size: number } | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const parser = new PlainParser(text, origin);
    const root = parser.parse();
    return { root, size: parser.size };
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}
