import { CST, Parser } from 'yaml';
import type { YAMLParseError } from 'yaml';
import type { PlacedProblem } from '../Problem';
import { withoutRepetitions } from './behindEnd';
import type { Origin } from './Located';

interface Opening {
  start: number;
  sign: string;
  closing: string;
}

const QUOTES: Readonly<Record<string, string>> = { 'double-quoted-scalar': '"', 'single-quoted-scalar': "'" };

/** An even number of backslashes, or of quotes in single ones, says that the last quote is one. */
function isClosed(source: string, quote: string): boolean {
  if (source.length < 2 || !source.endsWith(quote)) return false;
  const inner = source.slice(1);
  const run = quote === '"' ? (/(\\*)"$/.exec(inner)?.[1]?.length ?? 0) : (/'+$/.exec(inner)?.[0].length ?? 0) - 1;
  return run % 2 === 0;
}

function openingOf(token: CST.Token): Opening | undefined {
  if (token.type === 'flow-collection') {
    const { offset: start, source: sign } = token.start;
    const closing = sign === '[' ? ']' : '}';
    return token.end.some(({ source }) => source === closing) ? undefined : { start, sign, closing };
  }
  const quote = QUOTES[token.type];
  if (quote === undefined || !('source' in token) || isClosed(token.source, quote)) return undefined;
  return { start: token.offset, sign: quote, closing: quote };
}

/** Brackets and quotes that are not closed. */
function openings(text: string): Opening[] {
  const found: Opening[] = [];
  const look = (token: CST.Token | null | undefined): void => {
    const opening = token ? openingOf(token) : undefined;
    if (opening) found.push(opening);
  };
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') continue;
    look(token.value);
    CST.visit(token, ({ key, value }) => {
      look(key);
      look(value);
    });
  }
  return found;
}

/** Errors of the library that are about the end of something, which it shows at the place where it gave up looking. */
const IS_OPEN = /^Flow (?:map|sequence) |^Missing closing /;

/** What the library found, where somebody would mend it. */
export function syntaxProblems(
  errors: readonly Pick<YAMLParseError, 'message' | 'pos'>[],
  text: string,
  origin: Origin,
): PlacedProblem[] {
  const open = errors.some(({ message }) => IS_OPEN.test(message)) ? openings(text) : [];
  return withoutRepetitions(errors).map(({ message, pos: [at, to] }): PlacedProblem => {
    const opening = IS_OPEN.test(message) ? takeLast(open, at) : undefined;
    const range: [number, number] = opening ? [opening.start, opening.start + 1] : [at, Math.max(to, at + 1)];
    return { code: 'yaml-syntax', severity: 'error', message: opening ? said(opening) : message, place: { origin, range } };
  });
}

function said({ sign, closing }: Opening): string {
  const elsewhere = sign === closing ? '' : ', or not indented deeper than the key';
  return `This ${sign} is not closed: a ${closing} is missing${elsewhere}.`;
}

/** The innermost that begins before a place; each is told of once. */
function takeLast(open: Opening[], at: number): Opening | undefined {
  const starts = open.map(({ start }) => (start < at ? start : -1));
  const last = Math.max(-1, ...starts);
  return last < 0 ? undefined : open.splice(starts.indexOf(last), 1)[0];
}
