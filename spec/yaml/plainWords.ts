import type { YAMLParseError } from 'yaml';

export type Fault = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/** A fault as somebody sees it who mends it. */
interface Said {
  message: string;
  /** Of a line, without the blanks around it. */
  range: [start: number, end: number];
  replacement?: string;
}

const KEY = /^[\w.-]{1,64}$/;
const STUCK = /^([\w.-]{1,64}):(\S.{0,256})$/;

/** The line, or the rest of it, from an offset on, without blanks and comments. */
function lineFrom(text: string, at: number): Said['range'] {
  const [, blanks = '', line = ''] = /^(\s*)([^\r\n]*)/.exec(text.slice(at, at + 4096)) ?? [];
  const start = at + blanks.length;
  return [start, start + line.replace(/\s+#.*/, '').trimEnd().length];
}

/** What is no key yet, for its colon is missing or stuck to the value. */
function keyBegun(text: string, at: number): Said | undefined {
  const range = lineFrom(text, at);
  const line = text.slice(...range);
  if (KEY.test(line)) return { message: `A colon is missing behind '${line}'.`, range, replacement: `${line}:` };
  const [, key, value] = STUCK.exec(line) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const replacement = `${key}: ${value}`;
  return { message: `A blank is missing behind the colon: '${replacement.slice(0, 60)}' is meant.`, range, replacement };
}

/** A value that goes on as if it were a mapping: on its own line, or on the next. */
function nested(text: string, at: number): Said {
  const range = lineFrom(text, at);
  if (/:(?:\s|$)/.test(text.slice(...range)))
    return { message: "A text with a colon and a blank in it is put in quotes, or its ': ' begins another value.", range };
  const message = 'This is indented deeper than the line above, which has its value already.';
  return { message, range: lineFrom(text, range[1]) };
}

/** The library's errors that people run into most, in words that say what to do. Others stay as they are. */
export function plainWords({ code, message, pos: [at, to] }: Fault, text: string): Said | undefined {
  const what = text.slice(at, to);
  if (code === 'MULTILINE_IMPLICIT_KEY' || (code === 'MISSING_CHAR' && message.startsWith('Implicit map keys')))
    return keyBegun(text, at);
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('Nested')) return nested(text, at);
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('A block sequence')) {
    const range = lineFrom(text, at);
    return { message: "This item is in no list: indent it like the items above, or leave out its '-'.", range };
  }
  if (code === 'BAD_INDENT' && message.startsWith('All mapping items'))
    return {
      message: 'This is indented unlike the lines above: all keys of a mapping begin in the same column.',
      range: lineFrom(text, at),
    };
  if (code === 'BAD_SCALAR_START') return { message: `A text that begins with ${what} is put in quotes.`, range: [at, to] };
  if (code === 'UNEXPECTED_TOKEN' && message.startsWith('Unexpected scalar at node end'))
    return { message: 'This stands behind a value that is complete: put the whole of it in quotes.', range: lineFrom(text, at) };
  return undefined;
}
