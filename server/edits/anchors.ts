import type { TextEdit } from 'vscode-languageserver/node';
import type { SpecDocument } from '../documents/SpecDocument';

/** Characters beside an anchor in which blanks are looked for. */
const MAX_LOOK = 4096;

/** An anchor alone is taken away, with the blanks behind it; at the end of a line, with those before it. */
export function withoutAnchorAt(document: SpecDocument, [start, end]: readonly [number, number]): TextEdit {
  const blanks = /^[ \t]*/.exec(document.text.slice(end, end + MAX_LOOK))?.[0].length ?? 0;
  const isLast = /^[ \t]*(?:\r?\n|$)/.test(document.text.slice(end, end + MAX_LOOK));
  const before = isLast ? (/[ \t]*$/.exec(document.text.slice(Math.max(0, start - MAX_LOOK), start))?.[0].length ?? 0) : 0;
  return { range: document.rangeOfOffsets([start - before, end + blanks]), newText: '' };
}
