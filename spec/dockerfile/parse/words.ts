import type { Word } from '../Dockerfile';
import type { LogicalText } from './LogicalText';

/** More words of one instruction are not looked at. */
const MAX_WORDS = 20_000;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Where the word that begins at an index ends: at a blank that is neither quoted nor escaped. */
export function wordEnd(text: string, start: number, escape: string): number {
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === escape) at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isSpace(text.charCodeAt(at))) return at;
  }
  return text.length;
}

/** The first index from one that is no blank. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

export function wordOf(text: LogicalText, start: number, end: number): Word {
  return { text: text.text.slice(start, end), range: text.rangeOf(start, end), at: start };
}

/** Where the word that begins at an index ends, when quotes and escapes do not keep blanks in it. */
export function blankFrom(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

export function wordsOf(text: LogicalText, from: number, endOf: (text: string, start: number) => number): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(text.text, from); at < text.text.length && words.length < MAX_WORDS;) {
    const end = endOf(text.text, at);
    words.push(wordOf(text, at, end));
    at = skipSpace(text.text, end);
  }
  return words;
}

/** The texts of a JSON list of texts, each without its quotes; `undefined` when the text is none. */
export function jsonTexts(text: LogicalText, from: number): Word[] | undefined {
  const content = text.text.slice(from);
  if (!content.trimStart().startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined;
  const literals = [...content.matchAll(/"((?:[^"\\]|\\.)*)"/g)];
  return literals.slice(0, MAX_WORDS).map(({ index, 0: whole }, place) => {
    const start = from + index + 1;
    return { ...wordOf(text, start, start + whole.length - 2), text: value[place] as string };
  });
}

/** A word without its quotes and escapes. */
export function unquoted(word: string, escape: string): string {
  let plain = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word.charAt(at);
    if (character === escape && quote !== "'" && at + 1 < word.length) plain += word.charAt(++at);
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else plain += character;
  }
  return plain;
}
