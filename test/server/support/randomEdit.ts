import type { Edit } from './InProcessServer';
import type { Random } from './Random';

/** What is typed: for each language the signs and words that mean something in it. */
export interface Typing {
  pieces: readonly string[];
  /** Texts of the same language, to paste lines from. */
  donors: readonly string[];
}

/** Half of the edits are of a few characters, half of whole lines: what typing, pasting and the commands of editors do. */
export function randomEdit(random: Random, text: string, typing: Typing): Edit {
  const { start, end, text: inserted } = (random.chance(0.5) ? editCharacters : editLines)(random, text, typing);
  return { start: placeIn(text, start), end: placeIn(text, end), text: inserted };
}

/** No place of a document is within the end of a line. */
const placeIn = (text: string, offset: number): number => (text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset);

function editCharacters(random: Random, text: string, { pieces }: Typing): Edit {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + (random.chance(0.5) ? random.below(12) : 0));
  return { start, end, text: random.chance(0.8) ? random.pick(pieces) : '' };
}

type LineEdit = (line: string, random: Random, typing: Typing) => string;

const LINE_EDITS: readonly LineEdit[] = [
  () => '',
  (line) => line + line,
  (line) => `  ${line}`,
  (line) => line.replace(/^ {1,2}/, ''),
  (line) => `# ${line}`,
  (line, random, { donors }) => line + random.pick(linesOf(random.pick(donors))),
  (line, random, { pieces }) => line.replace(/\r?\n?$/, (end) => random.pick(pieces) + end),
  (line, random) => {
    const words = [...line.matchAll(/[\w-]+/g)];
    if (words.length === 0) return line;
    const { index, 0: word } = random.pick(words);
    return line.slice(0, index) + word.slice(random.below(3)) + line.slice(index + word.length);
  },
];

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [''];

function editLines(random: Random, text: string, typing: Typing): Edit {
  const lines = linesOf(text);
  const at = random.below(lines.length);
  const start = lines.slice(0, at).join('').length;
  const line = lines[at] ?? '';
  return { start, end: start + line.length, text: random.pick(LINE_EDITS)(line, random, typing) };
}

export const applyEdit = (before: string, { start, end, text }: Edit): string =>
  before.slice(0, start) + text + before.slice(end);
