/** `$NAME` or `${NAME…}` as it is written. */
interface VariableExpression {
  name: string;
  /** `:-` and such, with what stands behind it. */
  operator: string;
  body: string;
  range: [start: number, end: number];
}

const PLAIN = /^\$([a-zA-Z_]\w*)/;
const BRACED = /^\$\{([a-zA-Z_]\w*)(:?[-?+])?/;
/** Deeper than this nobody nests variables. */
const MAX_NESTING = 16;

/** Where the braces that are open at a place are closed. */
function closingOf(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('$$', at)) at++;
    else if (text.startsWith('${', at)) depth++;
    else if (text.charAt(at) === '}' && depth-- === 0) return at;
  }
  return undefined;
}

/** The innermost expression in a part of a text that an offset is in. */
export function expressionAt(
  text: string,
  [from, to]: readonly [number, number],
  offset: number,
  nesting = 0,
): VariableExpression | undefined {
  for (let at = from; at < Math.min(to, offset + 1); at++) {
    if (text.charAt(at) !== '$') continue;
    if (text.charAt(at + 1) === '$') {
      at++;
      continue;
    }
    const rest = text.slice(at, to);
    const [plain, plainName] = PLAIN.exec(rest) ?? [];
    if (plain !== undefined && plainName !== undefined) {
      const end = at + plain.length;
      if (offset <= end) return { name: plainName, operator: '', body: '', range: [at, end] };
      at = end - 1;
      continue;
    }
    const [head, name, operator = ''] = BRACED.exec(rest) ?? [];
    const close = head === undefined ? undefined : closingOf(rest, head.length);
    if (head === undefined || name === undefined || close === undefined) continue;
    const end = at + close + 1;
    if (offset <= end) {
      const inner: [number, number] = [at + head.length, end - 1];
      const nested = nesting < MAX_NESTING && offset >= inner[0] ? expressionAt(text, inner, offset, nesting + 1) : undefined;
      return nested ?? { name, operator, body: text.slice(...inner), range: [at, end] };
    }
    at = end - 1;
  }
  return undefined;
}
