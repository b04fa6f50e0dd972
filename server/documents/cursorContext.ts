/** Where the cursor is in YAML that is being typed: told by indentation, since half-typed text seldom parses. */
export interface CursorContext {
  /** Keys (and 0 for list items) above the cursor; for a value also its key. */
  path: (string | number)[];
  kind: 'key' | 'value';
  /** What is typed of the word so far. */
  prefix: string;
  /** Column the word starts at. */
  column: number;
  /** Keys beside the cursor's. */
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
      const { elements } = elementsOf(line);
      const first = elements[0]?.column ?? line.length - line.trimStart().length;
      const key = elements.find((element) => element.column === column)?.key;
      if (key !== undefined) siblings.add(key);
      if (first < column) break;
    }
  }
  return siblings;
}

export function cursorContext(text: string, line: number, character: number): CursorContext | undefined {
  const lines = text.split(/\r?\n/);
  const before = (lines[line] ?? '').slice(0, character);
  if (/(^|\s)#/.test(before) || /^\s*\t/.test(before)) return undefined;
  const { elements, rest, column } = elementsOf(before);
  const last = elements.at(-1);
  if (last?.key !== undefined) return valueContext(lines, line, before, elements, last, rest);
  const marks = elements;
  const path = parentsOf(lines, line - 1, column, marks);
  if (/[{[:]/.test(rest)) return undefined;
  return { path, kind: 'key', prefix: rest, column, siblings: siblingsOf(lines, line, column) };
}

function valueContext(
  lines: readonly string[],
  line: number,
  before: string,
  elements: Element[],
  last: Element,
  rest: string,
): CursorContext | undefined {
  // `key:` without a blank after it is still the key.
  if (!/:\s/.test(before.slice(last.column))) return undefined;
  const path = [...parentsOf(lines, line - 1, last.column, elements.slice(0, -1)), last.key ?? ''];
  const siblings = new Set<string>();
  if (!rest.startsWith('[')) {
    if (rest.startsWith('{')) return undefined;
    const prefix = rest.replace(/^["']/, '');
    return { path, kind: 'value', prefix, column: before.length - prefix.length, siblings };
  }
  if (rest.includes(']')) return undefined;
  const items = rest.slice(1).split(',');
  const prefix = (items.pop() ?? '').trim().replace(/^["']/, '');
  for (const item of items) siblings.add(item.trim().replace(/^["']|["']$/g, ''));
  return { path: [...path, 0], kind: 'value', prefix, column: before.length - prefix.length, siblings };
}
