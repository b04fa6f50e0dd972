/** Where the cursor is within `{…}` and `[…]`, JSON included: told by reading from the opening bracket on. */
interface FlowContext {
  /** Keys and list places from the bracket on. */
  path: (string | number)[];
  kind: 'key' | 'value';
  /** What is typed of the word so far, without its quote. */
  prefix: string;
  quote?: '"' | "'";
  /** Keys beside the cursor's, or items before it. */
  siblings: Set<string>;
  /** Offset at which a comma is missing before the word. */
  missingComma?: number;
}

interface Frame {
  kind: 'map' | 'seq';
  state: 'key' | 'afterKey' | 'value' | 'afterValue';
  key: string;
  index: number;
  seen: Set<string>;
  /** Where the last value ended. */
  end: number;
}

/** Deeper brackets are refused by the parser as well. */
const MAX_DEPTH = 256;

const open = (kind: Frame['kind']): Frame => ({
  kind,
  state: kind === 'map' ? 'key' : 'value',
  key: '',
  index: 0,
  seen: new Set(),
  end: 0,
});

class FlowReader {
  readonly frames: Frame[] = [];
  /** The word the text ends in. */
  word: { text: string; quote?: '"' | "'" } = { text: '' };
  missingComma: number | undefined;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether the text ends inside of the brackets, and not in a comment. */
  read(): boolean {
    let at = 0;
    while (at < this.text.length) {
      const next = this.step(at);
      if (next === undefined) return false;
      at = next;
    }
    return this.frames.length > 0;
  }

  private step(at: number): number | undefined {
    const { text, frames } = this;
    const character = text.charAt(at);
    const frame = frames.at(-1);
    if (/\s/.test(character)) return at + 1;
    if (character === '{' || character === '[') {
      if (frames.length >= MAX_DEPTH) return undefined;
      frames.push(open(character === '{' ? 'map' : 'seq'));
      return at + 1;
    }
    if (!frame) return undefined;
    if (character === '}' || character === ']') {
      frames.pop();
      const outer = frames.at(-1);
      if (outer) this.finish(outer, at + 1);
      return outer && at + 1;
    }
    if (character === ',') return this.separate(frame, at);
    if (character === ':' && frame.state === 'afterKey') {
      frame.state = 'value';
      this.missingComma = undefined;
      return at + 1;
    }
    if (character === '#' && /\s/.test(text.charAt(at - 1))) {
      const end = text.indexOf('\n', at);
      return end < 0 ? undefined : end;
    }
    return this.readWord(frame, at);
  }

  private separate(frame: Frame, at: number): number {
    frame.state = frame.kind === 'map' ? 'key' : 'value';
    frame.index++;
    this.missingComma = undefined;
    return at + 1;
  }

  private finish(frame: Frame, end: number): void {
    frame.state = 'afterValue';
    frame.end = end;
  }

  private readWord(frame: Frame, at: number): number {
    if (frame.state === 'afterValue') {
      this.separate(frame, at);
      this.missingComma = frame.end;
    } else this.missingComma = undefined;
    const quote = this.text.charAt(at);
    const end = quote === '"' || quote === "'" ? endOfQuoted(this.text, at) : endOfPlain(this.text, at);
    if (end >= this.text.length && !isClosed(this.text, at)) {
      const isQuoted = quote === '"' || quote === "'";
      this.word = isQuoted ? { text: this.text.slice(at + 1), quote } : { text: this.text.slice(at) };
      return this.text.length;
    }
    const value = unquoted(this.text.slice(at, end));
    if (frame.state === 'key') {
      frame.key = value;
      frame.state = 'afterKey';
    } else this.finish(frame, end);
    if (frame.state === 'afterKey' || frame.kind === 'seq') frame.seen.add(value);
    return end;
  }
}

function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === quote) return at + 1;
    if (text.charAt(at) === '\\' && quote === '"') at++;
  }
  return text.length + 1;
}

function endOfPlain(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    const isEnd = ',[]{}\n'.includes(character) || (character === ':' && /^(\s|$)/.test(text.charAt(at + 1)));
    if (isEnd || (character === '#' && at > start && /\s/.test(text.charAt(at - 1)))) return Math.max(at, start + 1);
  }
  return text.length;
}

/** Whether the quoted word that begins here ends where the text does. */
function isClosed(text: string, start: number): boolean {
  const quote = text.charAt(start);
  return (quote === '"' || quote === "'") && endOfQuoted(text, start) === text.length;
}

function unquoted(word: string): string {
  return /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word.trimEnd();
}

/** Keys of the mapping the cursor is in that come after it. */
function keysBehind(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const [token, , key] of text.matchAll(/[{[]|[}\]]|(["']?)([\w.$-]+)\1\s*:/g)) {
    if (key !== undefined) {
      if (depth === 0) keys.push(key);
    } else if (token === '{' || token === '[') depth++;
    else if (--depth < 0) break;
  }
  return keys;
}

/** `text` begins with the opening bracket and ends at the cursor; `behind` follows it. `undefined` when the bracket is closed by then. */
export function flowContext(text: string, behind: string): FlowContext | undefined {
  const reader = new FlowReader(text);
  const frame = reader.read() ? reader.frames.at(-1) : undefined;
  if (!frame || frame.state === 'afterKey') return undefined;
  const path = reader.frames.map((one) => (one.kind === 'map' ? one.key : one.index));
  const { text: prefix, quote } = reader.word;
  // After a value only a comma is possible, or an entry whose comma is forgotten.
  if (frame.state === 'afterValue' && prefix === '') return undefined;
  const isKey = frame.kind === 'map' && frame.state === 'key';
  const siblings = new Set(frame.seen);
  if (isKey) for (const key of keysBehind(behind)) siblings.add(key);
  const { missingComma } = reader;
  return {
    path: isKey ? path.slice(0, -1) : path,
    kind: isKey ? 'key' : 'value',
    prefix,
    siblings,
    ...(quote ? { quote } : {}),
    ...(missingComma === undefined ? {} : { missingComma }),
  };
}
