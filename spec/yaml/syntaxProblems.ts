import { CST, Parser } from 'yaml';
import type { PlacedProblem } from '../Problem';
import { withoutRepetitions } from './behindEnd';
import type { Origin } from './Located';
import { plainWords } from './plainWords';
import type { Fault } from './plainWords';

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

const isOpen = ({ message }: Fault): boolean => IS_OPEN.test(message);

/** Of what the library says of one line the first: the rest comes from that. Brackets are told one by one. */
function oncePerLine(errors: readonly Fault[], text: string): Fault[] {
  const seen = new Set<number>();
  return errors.filter((error) => {
    if (isOpen(error)) return true;
    const lineStart = text.lastIndexOf('\n', error.pos[0] - 1);
    const isFirst = !seen.has(lineStart);
    seen.add(lineStart);
    return isFirst;
  });
}

/** What the library found, where somebody would mend it. */
export function syntaxProblems(errors: readonly Fault[], text: string, origin: Origin): PlacedProblem[] {
  const open = errors.some(isOpen) ? openings(text) : [];
  return oncePerLine(withoutRepetitions(errors), text).map((error): PlacedProblem => {
    const {
      message,
      pos: [at, to],
    } = error;
    const opening = isOpen(error) ? takeLast(open, at) : undefined;
    const known = { code: 'yaml-syntax', severity: 'error' } as const;
    if (opening) return { ...known, message: said(opening), place: { origin, range: [opening.start, opening.start + 1] } };
    const plain = plainWords(error, text);
    const range: [number, number] = plain?.range ?? [at, Math.max(to, at + 1)];
    const problem: PlacedProblem = { ...known, message: plain?.message ?? message, place: { origin, range } };
    return plain?.replacement === undefined ? problem : { ...problem, replacement: plain.replacement };
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
