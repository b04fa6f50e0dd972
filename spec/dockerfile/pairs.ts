import type { Dockerfile, Instruction, Range } from './Dockerfile';
import { skipSpace, unquoted, wordOf } from './parse/words';

/** `NAME=VALUE` of ARG, ENV and LABEL. */
interface Pair {
  name: string;
  nameRange: Range;
  /** As written, quotes and all; `undefined` without `=`. */
  value: string | undefined;
  valueRange: Range;
}

/** `ENV NAME VALUE` to the end of the line: the old form of one pair. */
export function legacyPair({ keyword, words, text }: Instruction): Pair | undefined {
  const [first, second] = words;
  if ((keyword !== 'ENV' && keyword !== 'LABEL') || !first || !second || first.text.includes('=')) return undefined;
  const start = skipSpace(text.text, first.at + first.text.length);
  const value = wordOf(text, start, text.text.trimEnd().length);
  return { name: first.text, nameRange: first.range, value: value.text, valueRange: value.range };
}

export function pairsOf(instruction: Instruction, escape: string): Pair[] {
  const { keyword, words, text } = instruction;
  if (!['ARG', 'ENV', 'LABEL'].includes(keyword)) return [];
  const legacy = legacyPair(instruction);
  if (legacy) return [legacy];
  return words.map((word) => {
    const equals = word.text.indexOf('=');
    const length = equals < 0 ? word.text.length : equals;
    const isQuoted = /^["']/.test(word.text) && length > 1;
    return {
      name: unquoted(word.text.slice(0, length), escape),
      nameRange: text.rangeOf(word.at + (isQuoted ? 1 : 0), word.at + length - (isQuoted ? 1 : 0)),
      value: equals < 0 ? undefined : word.text.slice(equals + 1),
      valueRange: text.rangeOf(word.at + (equals < 0 ? length : length + 1), word.at + word.text.length),
    };
  });
}

/** The ARGs before the first FROM, with their defaults. */
export function globalArgs({ preamble, escape }: Pick<Dockerfile, 'preamble' | 'escape'>): Map<string, string | null> {
  const args = preamble.filter(({ keyword }) => keyword === 'ARG').flatMap((instruction) => pairsOf(instruction, escape));
  return new Map(args.map(({ name, value }) => [name, value === undefined ? null : unquoted(value, escape)]));
}
