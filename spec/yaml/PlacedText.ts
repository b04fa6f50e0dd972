type Range = [start: number, end: number];

/** A part of a text and where it is written. */
interface Piece {
  at: number;
  length: number;
  offset: number;
  written: number;
  /** Character by character; otherwise all of it stands for all that is written. */
  isExact: boolean;
}

const NOTHING: Piece = { at: 0, length: 0, offset: 0, written: 0, isExact: true };

/** A text that is written in a file in another way, and knows where in the file each of its characters is. Made piece by piece. */
export class PlacedText {
  text = '';
  private readonly pieces: Piece[] = [];

  add(text: string, offset: number, written = text.length, isExact = text.length === written): void {
    const last = this.pieces.at(-1);
    if (last?.isExact && isExact && last.offset + last.written === offset) {
      last.length += text.length;
      last.written += text.length;
    } else this.pieces.push({ at: this.text.length, length: text.length, offset, written, isExact });
    this.text += text;
  }

  /** A part of another one. */
  addFrom({ text, pieces }: PlacedText, start: number, end: number): void {
    for (const { at, length, offset, written, isExact } of pieces) {
      const [from, to] = [Math.max(at, start), Math.min(at + length, end)];
      if (from > to || (from === to && length > 0)) continue;
      if (isExact) this.add(text.slice(from, to), offset + from - at);
      else this.add(text.slice(at, at + length), offset, written, false);
    }
  }

  /** The last piece that begins at or before a place. */
  private pieceAt(place: number, side: 'at' | 'offset'): Piece {
    let [low, high] = [0, this.pieces.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.pieces[middle]?.[side] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low] ?? NOTHING;
  }

  /** In the file. Ends behind its last character, not where the next line begins; what stands for something else is whole. */
  rangeOf([start, end]: readonly [number, number]): Range {
    const first = this.pieceAt(start, 'at');
    const from = first.offset + (first.isExact ? start - first.at : start > first.at ? first.written : 0);
    if (end <= start) return [from, from];
    const last = this.pieceAt(end - 1, 'at');
    return [first.isExact ? from : first.offset, last.offset + (last.isExact ? end - last.at : last.written)];
  }

  /** The index of what is written at an offset of the file, or begins behind it. */
  indexOf(offset: number): number {
    const piece = this.pieceAt(offset, 'offset');
    const inside = Math.max(0, offset - piece.offset);
    return piece.at + (piece.isExact ? Math.min(inside, piece.length) : inside === 0 ? 0 : piece.length);
  }

  /** Whether all of a range is written as it is. */
  isWritten([start, end]: readonly [number, number]): boolean {
    return this.pieces.every(({ isExact, at, length }) => isExact || at >= end || at + length <= start);
  }
}
