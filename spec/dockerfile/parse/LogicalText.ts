import type { Range } from '../Dockerfile';

interface Piece {
  /** Where in the logical text it begins. */
  at: number;
  /** Where in the file it is written. */
  offset: number;
}

/** The lines of an instruction joined as the builder joins them, which still knows where each character is written. */
export class LogicalText {
  readonly text: string;
  private readonly pieces: readonly Piece[];
  private readonly base: number;

  private constructor(text: string, pieces: readonly Piece[], base = 0) {
    this.text = text;
    this.pieces = pieces;
    this.base = base;
  }

  static of(lines: readonly { text: string; offset: number }[]): LogicalText {
    let at = 0;
    const pieces = lines.map(({ text, offset }) => {
      const piece = { at, offset };
      at += text.length;
      return piece;
    });
    return new LogicalText(lines.map(({ text }) => text).join(''), pieces);
  }

  from(index: number): LogicalText {
    return new LogicalText(this.text.slice(index), this.pieces, this.base + index);
  }

  /** Where the character at an index is written. */
  offsetOf(index: number): number {
    const at = this.base + index;
    let [low, high] = [0, this.pieces.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const piece = this.pieces[low];
    return piece ? piece.offset + at - piece.at : 0;
  }

  /** Ends behind its last character, not where the next line begins. */
  rangeOf(start: number, end: number): Range {
    const first = this.offsetOf(start);
    return [first, end > start ? this.offsetOf(end - 1) + 1 : first];
  }
}
