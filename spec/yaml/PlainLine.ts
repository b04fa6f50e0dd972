import type { Located, LocatedEntry, LocatedMap, LocatedScalar, LocatedSeq, Origin } from './Located';
import { plainScalar } from './plainScalar';
import type { Anchor } from './TreeBuilder';

/** Values nested deeper are left to the library, and so are longer keys. */
const MAX_DEPTH = 32;
const MAX_KEY = 256;

const KEY = /\w[\w./-]*(?=:(?: |\n|$))/y;
/** Begins something other than a plain text: a quoted one, a collection, an anchor, an alias, a tag, a block. */
const INDICATOR = /[,[\]{}#&*!|>'"%@`]|[-?:](?: |\n|$)/y;
const ANCHOR = /&([\w.-]+)(?= |\n|$)/y;
const FLOW_TEXT = /[^\s,[\]{}#&*!|>'"%@`?:-][^,[\]{}#'"\n]*|-[\w-][^,[\]{}#'"\n]*/y;

/** Thrown for what is not plain; there is one, since it carries nothing. */
export const NOT_PLAIN = new Error('not plain YAML');

/** What stands on one line: plain texts, quoted ones without escapes, and lists and mappings of those in brackets. */
export class PlainLine {
  size = 0;
  readonly anchors = new Map<string, Anchor>();
  protected readonly text: string;
  protected readonly origin: Origin;
  /** Where the line at hand ends. */
  protected end = -1;
  /** Where the value read last ends. */
  protected valueEnd = 0;

  constructor(text: string, origin: Origin) {
    this.text = text;
    this.origin = origin;
  }

  /** Ends of keys at a place of the line at hand; `undefined` where there is none. */
  protected keyEnd(at: number): number | undefined {
    KEY.lastIndex = at;
    return KEY.test(this.text) && KEY.lastIndex - at <= MAX_KEY ? KEY.lastIndex : undefined;
  }

  /** The anchor at a place, by its name and end. */
  protected anchorAt(at: number): [name: string, end: number] | undefined {
    if (this.text.charCodeAt(at) !== 38) return undefined;
    ANCHOR.lastIndex = at;
    const name = ANCHOR.exec(this.text)?.[1];
    if (name === undefined) throw NOT_PLAIN;
    return [name, ANCHOR.lastIndex];
  }

  protected grow(depth: number): void {
    this.size++;
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
  }

  /** Where the content of the line goes on; `undefined` where nothing but a comment follows. */
  protected contentFrom(from: number): number | undefined {
    let at = from;
    while (this.text.charCodeAt(at) === 32) at++;
    if (at >= this.end) return undefined;
    if (this.text.charCodeAt(at) !== 35) return at;
    if (at === from) throw NOT_PLAIN;
    return undefined;
  }

  protected oneLine(at: number, depth: number): Located {
    return this.bracketed(at, depth) ?? this.plain(at);
  }

  private scalar(start: number, end: number, source: string, isQuoted: boolean): LocatedScalar {
    const value = isQuoted ? source : plainScalar(source);
    // A list within the literal would make V8 copy it the slow way: here and where else nodes are made by the thousand.
    const range: [number, number] = [start, end];
    this.valueEnd = end;
    return { kind: 'scalar', origin: this.origin, range, value, source, isQuoted };
  }

  private plain(at: number): LocatedScalar {
    INDICATOR.lastIndex = at;
    if (INDICATOR.test(this.text)) throw NOT_PLAIN;
    let rest = this.text.slice(at, this.end);
    const comment = rest.indexOf(' #');
    if (comment >= 0) rest = rest.slice(0, comment);
    let length = rest.length;
    while (rest.charCodeAt(length - 1) === 32) length--;
    const source = rest.slice(0, length);
    if (source.includes(': ') || source.endsWith(':')) throw NOT_PLAIN;
    return this.scalar(at, at + length, source, false);
  }

  private quoted(at: number, quote: string): LocatedScalar {
    const close = this.text.indexOf(quote, at + 1);
    if (close < 0 || close >= this.end) throw NOT_PLAIN;
    const source = this.text.slice(at + 1, close);
    if (quote === "'" ? this.text.charAt(close + 1) === quote : source.includes('\\')) throw NOT_PLAIN;
    return this.scalar(at, close + 1, source, true);
  }

  /** Quoted or in brackets, which is the same in a block and within other brackets. */
  private bracketed(at: number, depth: number): Located | undefined {
    const first = this.text.charAt(at);
    if (first === '"' || first === "'") return this.quoted(at, first);
    if (first === '[') return this.flowList(at, depth);
    return first === '{' ? this.flowMapping(at, depth) : undefined;
  }

  private flowList(start: number, depth: number): LocatedSeq {
    const items: Located[] = [];
    this.untilClosed(start, ']', (at) => {
      items.push(this.flowValue(at, depth + 1));
    });
    const range: [number, number] = [start, this.valueEnd];
    // A list that grew has room for sixteen more; the copy has none.
    return { kind: 'seq', origin: this.origin, range, items: items.slice() };
  }

  private flowMapping(start: number, depth: number): LocatedMap {
    const entries = new Map<string, LocatedEntry>();
    this.untilClosed(start, '}', (at) => {
      const keyEnd = this.keyEnd(at);
      const from = keyEnd === undefined ? undefined : this.contentFrom(keyEnd + 1);
      if (keyEnd === undefined || from === undefined) throw NOT_PLAIN;
      const key = this.text.slice(at, keyEnd);
      if (entries.has(key)) throw NOT_PLAIN;
      const value = this.flowValue(from, depth + 1);
      const keyRange: [number, number] = [at, keyEnd];
      entries.set(key, { key, keyOrigin: this.origin, keyRange, value });
    });
    const range: [number, number] = [start, this.valueEnd];
    return { kind: 'map', origin: this.origin, range, entries };
  }

  /** What is between brackets and commas, item by item; all of it is a value. */
  private untilClosed(start: number, close: string, readItem: (at: number) => void): void {
    let at = this.contentFrom(start + 1);
    let isFirst = true;
    while (at !== undefined) {
      if (isFirst && this.text.charAt(at) === close) break;
      isFirst = false;
      readItem(at);
      at = this.contentFrom(this.valueEnd);
      if (at === undefined || this.text.charAt(at) === close) break;
      at = this.text.charAt(at) === ',' ? this.contentFrom(at + 1) : undefined;
    }
    if (at === undefined) throw NOT_PLAIN;
    this.valueEnd = at + 1;
  }

  private flowValue(at: number, depth: number): Located {
    this.grow(depth);
    const value = this.bracketed(at, depth);
    if (value) return value;
    FLOW_TEXT.lastIndex = at;
    const source = FLOW_TEXT.exec(this.text)?.[0].trimEnd();
    if (source === undefined || /:(?: |$)/.test(source)) throw NOT_PLAIN;
    return this.scalar(at, at + source.length, source, false);
  }
}
