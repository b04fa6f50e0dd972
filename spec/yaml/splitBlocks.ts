/** A part of a YAML file that can be parsed by itself. */
export interface Block {
  start: number;
  end: number;
}

/** A key with nothing beside it and, below it, entries that can be parsed by themselves. */
export interface SectionBlock extends Block {
  key: string;
  keyStart: number;
  children: Block[];
}

export type TopBlock = Block | SectionBlock;

const KEY = /\w[\w.-]*:(?=[ \r\n]|$)/y;
const BARE_KEY = /^(\w[\w.-]*):[ ]*(?:#[^\n]*)?\r?$/;
const MARKER = /^(?:---|\.\.\.|%)/;
/** A key that is being typed: no colon yet. */
const WORD = /^ *\w[^:]*$/;

interface Line {
  start: number;
  end: number;
  indent: number;
  first: string;
}

/** Lines that hold content, one after the other; blank ones and comments belong to what they are in. */
function* contentLines(text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let at = start;
    while (at < end && text.charCodeAt(at) === 32) at++;
    const first = text.charAt(at);
    if (at < end && first !== '#' && first !== '\r') {
      yield { start, end, indent: at - start, first };
    }
    start = end + 1;
  }
}

class Splitter {
  readonly tops: TopBlock[] = [];
  private childIndent: number | undefined;
  private isDivisible = false;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  private isKey({ start, indent }: Line): boolean {
    KEY.lastIndex = start + indent;
    return KEY.test(this.text);
  }

  /** Whether the file can still be divided with this line in it. */
  take(line: Line): boolean {
    if (line.indent === 0) return this.takeTop(line);
    if (this.isDivisible) this.takeChild(line);
    return true;
  }

  private takeTop(line: Line): boolean {
    const open = this.tops.at(-1);
    const isKey = this.isKey(line);
    if (!isKey && WORD.test(this.text.slice(line.start, line.end))) {
      if (!open) this.tops.push({ start: line.start, end: this.text.length });
      return true;
    }
    if (!isKey) {
      // A list may stand at the column of its key, a closing bracket at that of the line which opened it.
      const isContinuation =
        open !== undefined && /[-\]}]/.test(line.first) && !MARKER.test(this.text.slice(line.start, line.end));
      const hasChildren = open !== undefined && 'children' in open && open.children.length > 0;
      this.isDivisible = false;
      return isContinuation && (!hasChildren || line.first !== '-');
    }
    this.close(line.start);
    const key = BARE_KEY.exec(this.text.slice(line.start, line.end))?.[1];
    const block = { start: line.start, end: this.text.length };
    this.tops.push(key === undefined ? block : { ...block, key, keyStart: line.start, children: [] });
    this.isDivisible = key !== undefined;
    this.childIndent = undefined;
    return true;
  }

  private takeChild(line: Line): void {
    const section = this.tops.at(-1) as SectionBlock;
    this.childIndent ??= line.indent;
    if (line.indent > this.childIndent) return;
    const isKey = this.isKey(line);
    const isFollowing = section.children.length > 0 && line.indent === this.childIndent && !isKey;
    if (isFollowing && (/[\]}]/.test(line.first) || WORD.test(this.text.slice(line.start, line.end)))) return;
    if (line.indent < this.childIndent || !isKey) {
      section.children.length = 0;
      this.isDivisible = false;
      return;
    }
    const last = section.children.at(-1);
    if (last) last.end = line.start;
    section.children.push({ start: line.start, end: this.text.length });
  }

  private close(end: number): void {
    const open = this.tops.at(-1);
    if (!open) return;
    open.end = end;
    const last = 'children' in open ? open.children.at(-1) : undefined;
    if (last) last.end = end;
  }
}

/** A leading `---` says nothing. */
function contentStart(text: string): number {
  const match = /^(?:[ ]*(?:#[^\n]*)?\r?\n)*---[ ]*\r?\n/.exec(text.slice(0, 4096));
  return match ? match[0].length : 0;
}

/**
 * Divides a file at its top-level keys and, where a key has nothing beside it, at the keys below. In a file without errors of
 * syntax nothing can reach over such a line: block scalars, flow collections and quoted texts must be indented further.
 * `undefined` when the file is written in another way and has to be parsed as a whole.
 */
export function splitBlocks(text: string): TopBlock[] | undefined {
  const from = contentStart(text);
  const splitter = new Splitter(text);
  for (const line of contentLines(text)) if (line.start >= from && !splitter.take(line)) return undefined;
  return splitter.tops;
}
