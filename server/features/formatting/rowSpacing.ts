import type { Token } from '../../../spec/yaml/yamlTokens';

/** Offsets of a text and what should stand there. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export const isOpening = ({ type }: Token): boolean => type === 'flow-map-start' || type === 'flow-seq-start';
export const isClosing = ({ type }: Token): boolean => type === 'flow-map-end' || type === 'flow-seq-end';
const isText = ({ type }: Token): boolean =>
  type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar';

/** What should stand between two tokens of a row; `undefined` leaves it as it is. */
function wanted(before: Token, after: Token, isFlow: boolean): string | undefined {
  if (after.type === 'comment') return undefined;
  // `*a :` without the blank would be an alias named `a:`.
  if (after.type === 'map-value-ind' || after.type === 'comma') return isText(before) || isClosing(before) ? '' : undefined;
  if (before.end < after.start) return ' ';
  const isParted = before.type === 'comma' || before.type === 'map-value-ind';
  return isFlow && isParted && !isClosing(after) ? ' ' : undefined;
}

/** Blanks within the content of a row and behind it; `depth` counts the brackets open at its beginning. */
export function rowSpacing(text: string, tokens: readonly Token[], end: number, depth: number): Edit[] {
  const edits: Edit[] = [];
  let open = depth;
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.type === 'space') continue;
    const space = before && wanted(before, token, open > 0);
    if (before && space !== undefined && space !== text.slice(before.end, token.start))
      edits.push({ start: before.end, end: token.start, text: space });
    if (isOpening(token)) open++;
    else if (isClosing(token)) open--;
    before = token;
  }
  if (!before) return edits;
  let contentEnd = before.end;
  if (before.type === 'comment') while (/[ \t]/.test(text.charAt(contentEnd - 1))) contentEnd--;
  if (contentEnd < end) edits.push({ start: contentEnd, end, text: '' });
  return edits;
}
