import type { Collection } from './Columns';
import type { Edit } from './rowSpacing';
import type { Token } from '../../../spec/yaml/yamlTokens';
import type { BlockText } from './yamlRows';

interface Line {
  start: number;
  /** Blanks it begins with. */
  lead: number;
  isBlank: boolean;
}

function* linesOf(text: string, start: number, end: number): Generator<Line> {
  for (let at = start; at < end;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 || newline >= end ? end : newline;
    let first = at;
    while (first < lineEnd && text.charCodeAt(first) === 32) first++;
    yield { start: at, lead: first - at, isBlank: first === lineEnd || text.charAt(first) === '\r' };
    at = lineEnd + 1;
  }
}

function indentEdit({ start, lead }: Line, wanted: number): Edit[] {
  return wanted === lead ? [] : [{ start, end: start + lead, text: ' '.repeat(wanted) }];
}

/** A plain or quoted text that goes on over further lines: they move with its first, and stay right of `least`. */
export function continuationEdits(text: string, { start, end }: Token, shift: number, least: number): Edit[] {
  const newline = text.indexOf('\n', start);
  if (newline < 0 || newline >= end) return [];
  return [...linesOf(text, newline + 1, end)].flatMap((line) =>
    line.isBlank ? [] : indentEdit(line, Math.max(line.lead + shift, least)),
  );
}

/** The lines of a literal or folded text move with the collection they are in, so that they keep their blanks. */
export function blockTextEdits(text: string, { start, end, header }: BlockText, parent: Collection | undefined): Edit[] {
  const shift = parent ? parent.new - parent.old : 0;
  if (shift === 0 || !parent) return [];
  const lines = [...linesOf(text, start, end)];
  const digit = /[1-9]/.exec(header)?.[0];
  const indent = digit === undefined ? lines.find(({ isBlank }) => !isBlank)?.lead : parent.old + Number(digit);
  if (indent === undefined) return [];
  return lines.flatMap((line) => {
    // Blanks of an empty line belong to the text only as far as they reach over its indentation.
    if (line.isBlank && line.lead <= indent) return indentEdit(line, Math.min(line.lead, Math.max(0, indent + shift)));
    return indentEdit(line, line.lead + shift);
  });
}
