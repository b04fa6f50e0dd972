/** A mapping or list that is open, the column its keys or dashes stand at, and the one they should. */
export interface Collection {
  kind: 'map' | 'seq';
  old: number;
  new: number;
  /** Offset of its first row. */
  start: number;
}

/** Rows that must be moved together, or not at all. */
export interface Moved {
  start: number;
  end: number;
}

/** What follows a dash stands two columns behind it, however wide other steps are. */
const DASH_WIDTH = 2;

/** The collections that enclose the row being looked at, told by columns alone: right for text without errors. */
export class Columns {
  readonly moved: Moved[] = [];
  private readonly open: Collection[] = [];
  private readonly step: number;

  constructor(step: number) {
    this.step = step;
  }

  get top(): Collection | undefined {
    return this.open.at(-1);
  }

  snapshot(): Collection[] {
    return [...this.open];
  }

  /** Where a value on a row of its own stands. */
  enterValue(column: number, rowStart: number): number {
    while (this.top && this.top.old >= column) this.pop(rowStart);
    return this.inner();
  }

  /** A row begins with a key or a dash. */
  enter(kind: Collection['kind'], column: number, rowStart: number): number {
    while (this.top && this.top.old > column) this.pop(rowStart);
    if (kind === 'map' && this.top?.kind === 'seq' && this.top.old === column) this.pop(rowStart);
    const { top } = this;
    if (top?.old === column && top.kind === kind) return top.new;
    // A list may stand at the column of its key, and then stays there.
    return this.push(kind, column, rowStart, top?.old === column ? top.new : this.inner());
  }

  /** A key or a dash behind a dash. */
  enterInline(kind: Collection['kind'], column: number, rowStart: number): void {
    this.push(kind, column, rowStart, this.inner());
  }

  closeAll(end: number): void {
    while (this.top) this.pop(end);
  }

  private inner(): number {
    const { top } = this;
    return top ? top.new + (top.kind === 'map' ? this.step : DASH_WIDTH) : 0;
  }

  private push(kind: Collection['kind'], old: number, start: number, column: number): number {
    this.open.push({ kind, old, new: column, start });
    return column;
  }

  private pop(end: number): void {
    const closed = this.open.pop();
    if (closed && closed.old !== closed.new) this.moved.push({ start: closed.start, end });
  }
}
