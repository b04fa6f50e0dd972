/** Places in an answer that are not in the text they are about, and ranges that are no ranges. */
export function misplaced(answer: unknown, uri: string, textOf: (uri: string) => string | undefined): string[] {
  const found: string[] = [];
  const lines = new Map<string, string[] | undefined>();
  const linesOf = (of: string): string[] | undefined => {
    if (!lines.has(of)) lines.set(of, textOf(of)?.split(/\r\n|\n|\r/));
    return lines.get(of);
  };
  const visit = (value: unknown, about: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, about);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const given = value as Record<string, unknown>;
    if (isPosition(given)) {
      const length = linesOf(about)?.[given.line]?.length;
      if (linesOf(about) && (length === undefined || given.character > length))
        found.push(`no such place: ${JSON.stringify(given)}`);
      return;
    }
    found.push(...badRanges(given));
    for (const [key, one] of Object.entries(given)) visit(one, key.startsWith('file://') ? key : uriOf(given, about));
  };
  visit(answer, uri);
  return found;
}

interface Position {
  line: number;
  character: number;
}
interface Range {
  start: Position;
  end: Position;
}

const isPosition = (value: unknown): value is Position =>
  typeof (value as Partial<Position> | null)?.line === 'number' && typeof (value as Position).character === 'number';
const isRange = (value: unknown): value is Range =>
  isPosition((value as Partial<Range> | null)?.start) && isPosition((value as Partial<Range>).end);

function uriOf({ uri, textDocument }: Record<string, unknown>, otherwise: string): string {
  if (typeof uri === 'string') return uri;
  const named = (textDocument as { uri?: unknown } | undefined)?.uri;
  return typeof named === 'string' ? named : otherwise;
}

const isBehind = (one: Position, other: Position): boolean =>
  one.line > other.line || (one.line === other.line && one.character > other.character);
const isInside = (inner: Range, outer: Range): boolean => !isBehind(outer.start, inner.start) && !isBehind(inner.end, outer.end);

/** What the protocol asks of ranges that belong together. */
function badRanges(given: Record<string, unknown>): string[] {
  const { range, selectionRange, parent } = given;
  const found: string[] = [];
  if (isRange(given) && isBehind(given.start, given.end)) found.push(`ends before it begins: ${JSON.stringify(given)}`);
  if (isRange(range) && isRange(selectionRange) && !isInside(selectionRange, range))
    found.push(`the name is outside: ${JSON.stringify([selectionRange, range])}`);
  const around = (parent as { range?: unknown } | undefined)?.range;
  if (isRange(range) && isRange(around) && !isInside(range, around))
    found.push(`outside of what is around it: ${JSON.stringify([range, around])}`);
  return found;
}

/** The same of semantic tokens, which are five numbers each. */
export function misplacedTokens(answer: unknown, text: string): string[] {
  const { data = [] } = (answer ?? {}) as { data?: number[] };
  const lines = text.split(/\r\n|\n|\r/);
  const found: string[] = [];
  let [line, character, end] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lineDelta = 0, characterDelta = 0, length = 0] = data.slice(at, at + 3);
    if (lineDelta > 0) [character, end] = [0, 0];
    line += lineDelta;
    character += characterDelta;
    if (character < end || length <= 0 || character + length > (lines[line]?.length ?? -1))
      found.push(`no such token: ${line}:${character}+${length}`);
    end = character + length;
  }
  return found;
}
