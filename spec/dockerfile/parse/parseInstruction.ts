import type { Flag, Instruction } from '../Dockerfile';
import type { LogicalText } from './LogicalText';
import { blankFrom, jsonTexts, skipSpace, unquoted, wordEnd, wordOf, wordsOf } from './words';

/** Instructions whose arguments may be a list in JSON. */
const TAKES_JSON = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);

/** Instructions whose arguments the builder splits at every blank, before it looks for quotes. */
export const SPLITS_AT_BLANKS: ReadonlySet<string> = new Set(['ADD', 'COPY', 'EXPOSE', 'FROM', 'VOLUME']);

function flagOf(text: LogicalText, start: number, end: number, escape: string): Flag {
  const written = text.text.slice(start, end);
  const equals = written.indexOf('=');
  const nameEnd = equals < 0 ? end : start + equals;
  const valueStart = equals < 0 ? end : nameEnd + 1;
  return {
    name: text.text.slice(start + 2, nameEnd),
    value: equals < 0 ? undefined : unquoted(written.slice(equals + 1), escape),
    range: text.rangeOf(start, end),
    nameRange: text.rangeOf(start, nameEnd),
    valueRange: text.rangeOf(valueStart, end),
    valueAt: [valueStart, end],
  };
}

/** Words that begin with `--`; `--` alone ends them. */
function readFlags(text: LogicalText, from: number, escape: string): { flags: Flag[]; end: number } {
  const flags: Flag[] = [];
  let at = skipSpace(text.text, from);
  while (text.text.startsWith('--', at)) {
    const end = wordEnd(text.text, at, escape);
    if (end === at + 2) return { flags, end: skipSpace(text.text, end) };
    flags.push(flagOf(text, at, end, escape));
    at = skipSpace(text.text, end);
  }
  return { flags, end: at };
}

/** One instruction from its joined lines; never fails, whatever they say. */
export function parseInstruction(text: LogicalText, escape: string): Instruction {
  const start = skipSpace(text.text, 0);
  const end = blankFrom(text.text, start);
  const name = wordOf(text, start, end);
  const keyword = name.text.toUpperCase();
  const { flags, end: argumentsAt } = readFlags(text, end, escape);
  const json = TAKES_JSON.has(keyword) ? jsonTexts(text, argumentsAt) : undefined;
  const range = text.rangeOf(start, text.text.trimEnd().length);
  const parts = { text, flags, argumentsAt, json, heredocs: [], emptyLines: [], comments: [] };
  const endOf = SPLITS_AT_BLANKS.has(keyword) ? blankFrom : (from: string, at: number) => wordEnd(from, at, escape);
  const words = json ? [] : wordsOf(text, argumentsAt, endOf);
  // ONBUILD of ONBUILD is an error, and how deep it goes does not matter.
  const trigger = keyword === 'ONBUILD' && words.length > 0 ? { trigger: parseTrigger(text, argumentsAt, escape) } : {};
  return { keyword, name, range, words, ...parts, ...trigger };
}

function parseTrigger(text: LogicalText, at: number, escape: string): Instruction {
  const inner = text.from(at);
  if (/^\s*ONBUILD\b/i.test(inner.text)) {
    const word = wordOf(inner, 0, 'ONBUILD'.length);
    const parts = { flags: [], argumentsAt: 0, words: [], json: undefined, heredocs: [], emptyLines: [], comments: [] };
    return { keyword: 'ONBUILD', name: word, range: word.range, text: inner, ...parts };
  }
  return parseInstruction(inner, escape);
}
