/** A line of the file without its end. */
export interface Line {
  text: string;
  offset: number;
}

/** At `\n`; a `\r` before it belongs to the line's end. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let offset = text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    const newline = text.indexOf('\n', offset);
    const end = newline < 0 ? text.length : newline;
    const content = text.slice(offset, end);
    lines.push({ text: content.endsWith('\r') ? content.slice(0, -1) : content, offset });
    if (newline < 0) return lines;
    offset = newline + 1;
  }
}

export const isComment = ({ text }: Line): boolean => text.trimStart().startsWith('#');

export const isBlank = ({ text }: Line): boolean => text.trim() === '';

/** A line that goes on in the next, without the sign for it; `undefined` when it ends here. An escaped escape is none. */
export function continued(text: string, escape: string): string | undefined {
  // Not a pattern: searching `[ \t]+$` takes the square of the blanks inside of a line.
  const content = text.trimEnd();
  const isContinued = content.endsWith(escape) && content.at(-2) !== escape;
  return isContinued ? content.slice(0, -1) : undefined;
}
