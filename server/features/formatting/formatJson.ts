import type { Edit } from './rowSpacing';

interface Token {
  start: number;
  end: number;
  first: string;
  /** Index of the bracket that closes this one. */
  close?: number;
  /** Columns up to here, were all on one line. */
  flat: number;
  isBroken?: boolean;
}

/** Wider than this is written on several lines. */
const WIDTH = 100;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

const isOpening = (first: string): boolean => first === '{' || first === '[';

/** What stands between two tokens of one line: nothing in `[]` and `{}`, a blank inside `{ }`. */
function flatBlank(before: string, after: string): string {
  if (after === ',' || after === ':') return '';
  if (before === ',' || before === ':') return ' ';
  return (before === '{') !== (after === '}') ? ' ' : '';
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const open: number[] = [];
  let flat = 0;
  for (const { 0: source, index } of text.matchAll(TOKEN)) {
    const before = tokens.at(-1);
    const first = source.charAt(0);
    flat += source.length + (before ? flatBlank(before.first, first).length : 0);
    const isClosing = first === '}' || first === ']';
    const opener = isClosing ? tokens[open.pop() ?? -1] : undefined;
    if (opener) opener.close = tokens.length;
    // What its writer put on several lines stays so, and everything around it.
    const isOnNewLine = before !== undefined && isOpening(before.first) && text.slice(before.end, index).includes('\n');
    if (isOnNewLine && !isClosing) for (const one of open) if (tokens[one]) tokens[one].isBroken = true;
    if (isOpening(first)) open.push(tokens.length);
    tokens.push({ start: index, end: index + source.length, first, flat });
  }
  return tokens;
}

/** A JSON text in the usual layout. What stands between its tokens is all that changes. */
export function formatJson(text: string, unit: string): Edit[] {
  const tokens = tokensOf(text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits: Edit[] = [];
  /** For each open bracket, whether its items have lines of their own. */
  const broken: boolean[] = [];
  let depth = 0;
  let column = 0;
  let end = 0;
  const put = (start: number, blank: string): void => {
    if (text.slice(end, start) !== blank) edits.push({ start: end, end: start, text: blank });
  };
  const lineBreak = (): string => {
    column = depth * unit.length;
    return newline + unit.repeat(depth);
  };
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const isClosing = token.first === '}' || token.first === ']';
    const isParted = before !== undefined && broken.at(-1) === true;
    if (isClosing && broken.pop()) depth--;
    const isLineStart = isParted && (isClosing || before.first === ',' || isOpening(before.first));
    const blank = isLineStart ? lineBreak() : before ? flatBlank(before.first, token.first) : '';
    if (!isLineStart) column += blank.length;
    put(token.start, blank);
    column += token.end - token.start;
    end = token.end;
    const close = token.close === undefined ? undefined : tokens[token.close];
    if (!close) return;
    const isEmpty = token.close === index + 1;
    const isWide = column + close.flat - token.flat > WIDTH;
    broken.push(!isEmpty && (token.isBroken === true || isWide || index === 0));
    if (broken.at(-1)) depth++;
  });
  put(text.length, newline);
  return edits;
}
