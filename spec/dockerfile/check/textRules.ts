import { SPLITS_AT_BLANKS } from '../parse/parseInstruction';
import { instructionSpec } from '../vocabulary/instructions';
import { finding } from './Rule';
import type { Finding, InstructionRule } from './Rule';

export const heredocs: InstructionRule = ({ heredocs: all }) =>
  all
    .filter(({ terminator }) => !terminator)
    .map(({ name, range }) =>
      finding('dockerfile-heredoc-open', range, `No line below says '${name.slice(0, 40)}', so this text has no end.`),
    );

export const emptyContinuations: InstructionRule = ({ emptyLines }, { dockerfile: { text } }) =>
  emptyLines.map(([start, end]): Finding => {
    const newline = text.indexOf('\n', end);
    const range: Finding['range'] = [start, newline < 0 ? end : newline + 1];
    return finding(
      'dockerfile-continuation-empty',
      range,
      'An empty line inside of an instruction is deprecated: remove it.',
      'warning',
      '',
    );
  });

/** Where in a part of a text the quote begins that has no end there. */
function openQuoteIn(text: string, from: number, to: number, escape: string): number | undefined {
  let [quote, start] = ['', 0];
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (character === escape && quote !== "'") at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") [quote, start] = [character, at];
  }
  return quote === '' ? undefined : start;
}

/** The first quote that has no end, when the builder looks for one. */
export const openQuote: InstructionRule = ({ keyword, text, argumentsAt, words, json, trigger }, { dockerfile: { escape } }) => {
  if (json || trigger || instructionSpec(keyword)?.expands !== true) return [];
  const length = text.text.trimEnd().length;
  const isSplit = SPLITS_AT_BLANKS.has(keyword);
  const parts = isSplit ? words.map((word) => [word.at, word.at + word.text.length] as const) : [[argumentsAt, length] as const];
  for (const [from, to] of parts) {
    const start = openQuoteIn(text.text, from, to, escape);
    if (start === undefined) continue;
    const quote = text.text.charAt(start);
    const isClosedLater = isSplit && text.text.includes(quote, to);
    const reason = isClosedLater ? `: ${keyword} splits its arguments at every blank, quoted or not` : '';
    return [finding('dockerfile-quote-open', text.rangeOf(start, to), `The quote (${quote}) has no end${reason}.`)];
  }
  return [];
};

/** Whether a list in JSON was meant. The test command of a shell, `[ "$A" = b ]`, has a blank behind its bracket, and no commas. */
const isLikeJson = (text: string): boolean => /^\[['"\]]/.test(text) || (/^\[\s*['"]/.test(text) && /['"]\s*,\s*['"]/.test(text));

/** In single quotes, and no other signs that would change their meaning. */
function inJson(text: string): string | undefined {
  if (text.includes('"') || text.includes('\\')) return undefined;
  const candidate = text.replaceAll("'", '"');
  try {
    JSON.parse(candidate);
    return candidate;
  } catch {
    return undefined;
  }
}

const TAKES_JSON = ['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME'];

export const json: InstructionRule = ({ keyword, json: items, text, argumentsAt, words }) => {
  if (items || !TAKES_JSON.includes(keyword) || words.length === 0) return [];
  const written = text.text.slice(argumentsAt).trimEnd();
  const range = text.rangeOf(argumentsAt, argumentsAt + written.length);
  const isLike = isLikeJson(written);
  if (keyword === 'SHELL' && !isLike)
    return [finding('dockerfile-json-invalid', range, 'SHELL needs a list in JSON, as in ["/bin/bash", "-c"].')];
  if (!isLike) return [];
  const message = `This is no list in JSON, so ${keyword === 'SHELL' ? 'it cannot be read' : 'it is taken as it stands'}: put each text in double quotes, with commas between.`;
  const isOneLine = range[1] - range[0] === written.length;
  return [
    finding(
      'dockerfile-json-invalid',
      range,
      message,
      keyword === 'SHELL' ? 'error' : 'warning',
      isOneLine ? inJson(written) : undefined,
    ),
  ];
};
