import type { Token } from '../../../spec/yaml/yamlTokens';
import { Columns } from './Columns';
import type { Collection, Moved } from './Columns';
import { blockTextEdits, continuationEdits } from './movedText';
import { isClosing, isOpening, rowSpacing } from './rowSpacing';
import type { Edit } from './rowSpacing';
import { yamlRows } from './yamlRows';
import type { BlockText, Row } from './yamlRows';

export interface Formatted {
  /** In order, none touching another. */
  edits: Edit[];
  /** Parts whose rows are moved together or not at all. */
  moved: readonly Moved[];
}

/** YAML that hardly anybody writes, whose columns the rules here cannot tell. */
class NotFormattable extends Error {}

const MARKERS: readonly string[] = ['doc-start', 'doc-end', 'directive-line'];
const PROPERTIES: readonly string[] = ['anchor', 'tag', 'space'];
const KEYS: readonly string[] = ['scalar', 'single-quoted-scalar', 'double-quoted-scalar', 'alias'];
const REFUSED: readonly string[] = ['explicit-key-ind', 'byte-order-mark', 'flow-error-end', 'error'];

/** Index of the first token that is no blank. */
function skipBlanks(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.type === 'space') at++;
  return at;
}

/** Index of the colon, when a key begins at a token. */
function colonOfKey(tokens: readonly Token[], from: number): number | undefined {
  let at = from;
  while (PROPERTIES.includes(tokens[at]?.type ?? '')) at++;
  if (!KEYS.includes(tokens[at]?.type ?? '')) return undefined;
  const after = skipBlanks(tokens, at + 1);
  return tokens[after]?.type === 'map-value-ind' ? after : undefined;
}

/** Takes rows one after the other and puts each where the collection it is in wants it. */
class Formatter {
  readonly edits: Edit[] = [];
  readonly columns: Columns;
  private readonly text: string;
  private readonly step: number;
  /** Brackets that are open, and the column of the row that opened the first. */
  private depth = 0;
  private flowColumn = 0;
  private blanks: Row[] = [];
  private comments: Row[] = [];
  private hasContent = false;
  private endsInRow = false;

  constructor(text: string, step: number) {
    this.text = text;
    this.step = step;
    this.columns = new Columns(step);
  }

  take(part: Row | BlockText): void {
    this.endsInRow = part.kind === 'row' && part.next === part.end && part.tokens.length > 0;
    if (part.kind === 'block') this.edits.push(...blockTextEdits(this.text, part, this.columns.top));
    else if (part.tokens.length === 0) this.blanks.push(part);
    else {
      this.settleBlanks(this.hasContent ? 1 : 0);
      this.hasContent = true;
      this.edits.push(...rowSpacing(this.text, part.tokens, part.end, this.depth));
      if (this.depth === 0 && part.tokens[0]?.type === 'comment') this.comments.push(part);
      else this.takeContent(part);
    }
  }

  finish(): void {
    this.settleBlanks(0);
    this.settleComments(this.columns.snapshot());
    const end = this.text.length;
    this.columns.closeAll(end);
    this.edits.sort((a, b) => a.start - b.start || a.end - b.end);
    if (!this.endsInRow) return;
    const newline = this.text.includes('\r\n') ? '\r\n' : '\n';
    const last = this.edits.at(-1);
    if (last?.end === end) last.text += newline;
    else this.edits.push({ start: end, end, text: newline });
  }

  private settleBlanks(kept: number): void {
    this.blanks.forEach(({ start, end, next }, index) => {
      if (index >= kept) this.edits.push({ start, end: next, text: '' });
      else if (end > start) this.edits.push({ start, end, text: '' });
    });
    this.blanks = [];
  }

  /** A comment stands with the collection it stands at or right of: one of those before it or of the row after it. */
  private settleComments(collections: readonly Collection[]): void {
    for (const row of this.comments) {
      const column = columnOf(row);
      const owner = collections.reduce<Collection | undefined>(
        (best, one) => (one.old <= column && one.old >= (best?.old ?? 0) ? one : best),
        undefined,
      );
      this.indent(row, owner?.new ?? 0);
    }
    this.comments = [];
  }

  private takeContent(row: Row): void {
    const { tokens } = row;
    if (MARKERS.includes(tokens[0]?.type ?? '')) {
      this.settleComments(this.columns.snapshot());
      this.columns.closeAll(row.start);
      this.scan(row, -1, 0);
    } else if (this.depth > 0) {
      const closing = tokens.findIndex((token) => !isClosing(token) && token.type !== 'space');
      const closed = (closing < 0 ? tokens : tokens.slice(0, closing)).filter(isClosing).length;
      const column = this.flowColumn + this.step * (this.depth - closed);
      this.indent(row, column);
      this.scan(row, -1, column);
    } else this.takeBlockRow(row);
  }

  private takeBlockRow(row: Row): void {
    const { tokens, start } = row;
    const before = this.columns.snapshot();
    let column: number | undefined;
    let colon: number | undefined;
    for (let at = 0; at < tokens.length; at = skipBlanks(tokens, at + 1)) {
      const isDash = tokens[at]?.type === 'seq-item-ind';
      colon = isDash ? undefined : colonOfKey(tokens, at);
      if (!isDash && colon === undefined) break;
      const kind = isDash ? 'seq' : 'map';
      const old = (tokens[at]?.start ?? 0) - start;
      if (column === undefined) column = this.columns.enter(kind, old, start);
      else this.columns.enterInline(kind, old, start);
      if (!isDash) break;
    }
    const { top } = this.columns;
    const behind = top ? top.new + (top.kind === 'seq' ? 2 : 0) : 0;
    this.flowColumn = column === undefined ? this.columns.enterValue(columnOf(row), start) : behind;
    column ??= this.flowColumn;
    this.settleComments([...before, ...this.columns.snapshot()]);
    this.indent(row, column);
    this.scan(row, colon ?? -1, column);
  }

  /** Counts brackets, refuses what is not understood, and moves what goes on over further lines. */
  private scan(row: Row, colon: number, column: number): void {
    const shift = column - columnOf(row);
    row.tokens.forEach((token, index) => {
      if (REFUSED.includes(token.type)) throw new NotFormattable();
      if (token.type === 'map-value-ind' && this.depth === 0 && index !== colon) throw new NotFormattable();
      const least = (this.depth > 0 ? this.flowColumn : (this.columns.top?.new ?? 0)) + 1;
      if (isOpening(token)) this.depth++;
      else if (isClosing(token)) this.depth--;
      else if (KEYS.includes(token.type)) this.edits.push(...continuationEdits(this.text, token, shift, least));
    });
  }

  private indent({ start, tokens }: Row, column: number): void {
    const end = tokens[0]?.start ?? start;
    const text = ' '.repeat(column);
    if (this.text.slice(start, end) !== text) this.edits.push({ start, end, text });
  }
}

function columnOf({ start, tokens }: Row): number {
  return (tokens[0]?.start ?? start) - start;
}

/**
 * What to change in a YAML text without errors so that its rows are indented by steps, with one blank where one is due, no
 * needless ones, and a line end behind the last. Values, comments, quotes and the breaks between lines stay as they are.
 */
export function formatYaml(text: string, step: number): Formatted {
  const formatter = new Formatter(text, step);
  try {
    for (const part of yamlRows(text)) formatter.take(part);
    formatter.finish();
  } catch (error) {
    if (!(error instanceof NotFormattable)) throw error;
    return { edits: [], moved: [] };
  }
  return { edits: formatter.edits, moved: formatter.columns.moved };
}
