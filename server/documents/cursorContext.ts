import type { Position } from 'vscode-languageserver/node';
import { flowContext } from './flowContext';

/** Where the cursor is in YAML or JSON that is being typed: told by indentation and brackets, since half-typed text seldom parses. */
export interface CursorContext {
  /** Keys (and 0 for list items) above the cursor; for a value also its key. */
  path: (string | number)[];
  kind: 'key' | 'value';
  /** What is typed of the word so far, without its quote. */
  prefix: string;
  /** Column the word starts at; a quote stands before it. */
  column: number;
  quote?: '"' | "'";
  style: 'block' | 'flow';
  /** Where a comma has to be added for the word to be an entry of its own. */
  missingComma?: Position;
  /** Keys, or items of a list, beside the cursor's. */
  siblings: Set<string>;
}

type Element = { column: number; key: string } | { column: number; key: undefined };

/** Looking further away than this would make typing slow in a hostile file; a line that cannot matter costs next to nothing. */
const MAX_LINES = 200_000;

function indentOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 32) at++;
  return at;
}

/** List marks and key of a line, left to right; `rest` is what follows the key's colon. */
function elementsOf(line: string): { elements: Element[]; rest: string; column: number } {
  const elements: Element[] = [];
  let column = line.length - line.trimStart().length;
  let content = line.slice(column);
  while (/^-(\s|$)/.test(content)) {
    elements.push({ column, key: undefined });
    const inner = content.slice(1);
    const trimmed = inner.trimStart();
    column += 1 + inner.length - trimmed.length;
    content = trimmed;
  }
  const match = /^(?:"([^"]*)"|'([^']*)'|([^\s#:"'[\]{},&*!|>%@`][^#:]*?))\s*:(?=\s|$)\s*(.*)$/.exec(content);
  if (!match) return { elements, rest: content, column };
  elements.push({ column, key: match[1] ?? match[2] ?? match[3] ?? '' });
  return { elements, rest: match[4] ?? '', column };
}

const isBlank = (line: string): boolean => /^\s*(#|$)/.test(line);

/** The keys and list marks that enclose a column, from the lines above it. */
function parentsOf(lines: readonly string[], from: number, column: number, within: readonly Element[]): (string | number)[] {
  const path: (string | number)[] = [];
  let keyLimit = column;
  let itemLimit = column;
  const take = (elements: readonly Element[]): void => {
    for (const element of [...elements].reverse()) {
      if (element.key === undefined ? element.column >= itemLimit : element.column >= keyLimit) continue;
      path.unshift(element.key ?? 0);
      itemLimit = element.column;
      // A list may stand at the column of its key.
      keyLimit = element.key === undefined ? element.column + 1 : element.column;
    }
  };
  take(within);
  for (let index = from; index >= 0 && index > from - MAX_LINES && keyLimit > 0; index--) {
    const line = lines[index] ?? '';
    // Everything on a line stands at its indentation or right of it.
    if (indentOf(line) < Math.max(keyLimit, itemLimit) && !isBlank(line)) take(elementsOf(line).elements);
  }
  return path;
}

function siblingsOf(lines: readonly string[], at: number, column: number): Set<string> {
  const siblings = new Set<string>();
  for (const step of [-1, 1]) {
    for (let index = at + step; index >= 0 && index < lines.length && Math.abs(index - at) < MAX_LINES; index += step) {
      const line = lines[index] ?? '';
      if (indentOf(line) > column || isBlank(line)) continue;
      const { elements, rest, column: contentColumn } = elementsOf(line);
      const first = elements[0]?.column ?? line.length - line.trimStart().length;
      if (elements.length > 0 && contentColumn === column && elements.at(-1)?.key === undefined)
        siblings.add(rest.replace(/^(["'])(.*)\1$/, '$2'));
      const key = elements.find((element) => element.column === column)?.key;
      if (key !== undefined) siblings.add(key);
      if (first < column) break;
    }
  }
  return siblings;
}

/** Tag and anchor come before a value; what is typed of them last is a word itself. */
function withoutProperties(rest: string): string {
  return rest.replace(/^(?:[!&][^\s,[\]{}]*\s+)+/, '');
}

function pathOfElements(
  lines: readonly string[],
  line: number,
  elements: readonly Element[],
  column: number,
): (string | number)[] {
  const last = elements.at(-1);
  if (last?.key === undefined) return parentsOf(lines, line - 1, column, elements);
  return [...parentsOf(lines, line - 1, last.column, elements.slice(0, -1)), last.key];
}

interface Bracket {
  line: number;
  column: number;
  path: () => (string | number)[];
}

/** Brackets the cursor may be within, the innermost first: those that begin values of the lines that enclose it. */
function bracketsBefore(lines: readonly string[], line: number, before: string): Bracket[] {
  const brackets: Bracket[] = [];
  let limit = Infinity;
  for (let index = line; index >= 0 && index > line - MAX_LINES && limit > 0; index--) {
    const text = index === line ? before : (lines[index] ?? '');
    const indent = indentOf(text);
    if (isBlank(text) || (indent >= limit && index !== line)) continue;
    limit = indent;
    if (!/[{[]/.test(text)) continue;
    const { elements, rest, column } = elementsOf(text);
    const value = withoutProperties(rest);
    if (/^[{[]/.test(value))
      brackets.push({
        line: index,
        column: text.length - value.length,
        path: () => pathOfElements(lines, index, elements, column),
      });
  }
  return brackets;
}

/** Text behind the cursor that may belong to the same brackets; more is not looked at. */
const LINES_BEHIND = 200;

function inBrackets(lines: readonly string[], line: number, character: number, before: string): CursorContext | undefined {
  const first = lines.findIndex((one) => !isBlank(one));
  const root: Bracket[] = /^\s*[{[]/.test(lines[first] ?? '')
    ? [{ line: first, column: indentOf(lines[first] ?? ''), path: () => [] }]
    : [];
  const behind = [(lines[line] ?? '').slice(character), ...lines.slice(line + 1, line + LINES_BEHIND)].join('\n');
  for (const bracket of [...root, ...bracketsBefore(lines, line, before).reverse()]) {
    if (bracket.line > line) continue;
    const inner = [...lines.slice(bracket.line, line), before].join('\n').slice(bracket.column);
    const found = flowContext(inner, behind);
    if (!found) continue;
    const { missingComma, path, ...context } = found;
    const column = before.length - found.prefix.length;
    // A text over several lines is not completed.
    if (column < 0 || found.prefix.includes('\n')) return undefined;
    return {
      ...context,
      path: [...bracket.path(), ...path],
      column,
      style: 'flow',
      ...(missingComma === undefined ? {} : { missingComma: positionIn(inner, missingComma, bracket) }),
    };
  }
  return undefined;
}

function positionIn(text: string, offset: number, { line, column }: Bracket): Position {
  const above = text.slice(0, offset).split('\n');
  const character = above.at(-1)?.length ?? 0;
  return { line: line + above.length - 1, character: above.length === 1 ? character + column : character };
}

export function cursorContext(text: string, line: number, character: number): CursorContext | undefined {
  const lines = text.split(/\r?\n/);
  const before = (lines[line] ?? '').slice(0, character);
  const flow = inBrackets(lines, line, character, before);
  if (flow) return flow;
  if (/(^|\s)#/.test(before) || /^\s*\t/.test(before)) return undefined;
  const { elements, rest, column } = typedElements(before);
  const isValue = elements.at(-1)?.key !== undefined;
  const written = withoutProperties(rest);
  const quote = /^["']/.exec(written)?.[0] as CursorContext['quote'];
  const prefix = quote ? written.slice(1) : written;
  const path = pathOfElements(lines, line, elements, column);
  const isItem = path.at(-1) === 0;
  const isBegun = quote ? prefix.includes(quote) : /^[{[]/.test(prefix);
  // A colon in an item belongs to it, as in a mount; elsewhere a key is over.
  if (isBegun || (!isValue && !isItem && prefix.includes(':'))) return undefined;
  return {
    path,
    kind: isValue ? 'value' : 'key',
    prefix,
    column: before.length - prefix.length,
    ...(quote ? { quote } : {}),
    style: 'block',
    siblings: isValue ? new Set() : siblingsOf(lines, line, column),
  };
}

/** `key:` without a blank after it is still being typed, so it is no key yet. */
function typedElements(before: string): ReturnType<typeof elementsOf> {
  const found = elementsOf(before);
  const last = found.elements.at(-1);
  if (last?.key === undefined || /:\s/.test(before.slice(last.column))) return found;
  return { elements: found.elements.slice(0, -1), rest: before.slice(last.column), column: last.column };
}
