/** Deeper than this nobody nests `${A:-${B:-…}}`. */
const MAX_DEPTH = 10;

/** The value of a variable: a text, `null` when it has none, `undefined` when that cannot be told. */
type Values = (name: string) => string | null | undefined;

/** A text with the values of its variables, or `undefined` when one of them cannot be told. */
export function expand(text: string, values: Values, depth = 0): string | undefined {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) !== '$') {
      result += text.charAt(at);
      continue;
    }
    const [whole = '', braced, plain] = /^\$(?:\{([a-zA-Z_]\w*)|([a-zA-Z_]\w*))/.exec(text.slice(at, at + 200)) ?? [];
    const name = braced ?? plain;
    if (name === undefined) return undefined;
    if (braced === undefined) {
      const value = values(name);
      if (value === undefined) return undefined;
      result += value ?? '';
      at += whole.length - 1;
      continue;
    }
    const end = closingBrace(text, at + whole.length);
    if (end === undefined || depth > MAX_DEPTH) return undefined;
    const value = modified(values(name), text.slice(at + whole.length, end), values, depth);
    if (value === undefined) return undefined;
    result += value;
    at = end;
  }
  return result;
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text.charAt(at) === '}' && --depth === 0) return at;
  }
  return undefined;
}

function modified(value: string | null | undefined, modifier: string, values: Values, depth: number): string | undefined {
  if (value === undefined) return undefined;
  if (modifier === '') return value ?? '';
  const [, colon = '', sign, word = ''] = /^(:?)([-+?])([^]*)$/.exec(modifier) ?? [];
  const isSet = colon === '' ? value !== null : value !== null && value !== '';
  if (sign === '-') return isSet ? (value ?? '') : expand(word, values, depth + 1);
  if (sign === '+') return isSet ? expand(word, values, depth + 1) : '';
  return undefined;
}
