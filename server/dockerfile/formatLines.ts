import type { Dockerfile, Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';

/** Offsets of a text and what should stand there. */
interface Edit {
  range: Range;
  text: string;
}

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

interface Line {
  start: number;
  text: string;
}

/** Lines of an instruction, without those of its heredocs. */
function linesOf(text: string, [start, end]: Range): Line[] {
  const lines: Line[] = [];
  for (let at = start; at <= end;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    lines.push({ start: at, text: text.slice(at, lineEnd).replace(/\r$/, '') });
    at = lineEnd + 1;
  }
  return lines;
}

const columnsOf = (indent: string, width: number): number => indent.length + (indent.split('\t').length - 1) * (width - 1);

/** Words that go on in the next line: what a quote holds, or `foo\` with nothing before `bar`. Blanks there are a part of them. */
function brokenWords(text: string, { name, flags, words, json }: Instruction): Range[] {
  const all = [name.range, ...flags.map(({ range }) => range), ...(json ?? words).map(({ range }) => range)];
  return all.filter(([start, end]) => text.slice(start, end).includes('\n'));
}

const isComment = ({ text }: Line): boolean => text.trimStart().startsWith('#');

/** The lines that go on are moved together, so that the least indented stands one step in. */
function continuedLines(lines: readonly Line[], broken: readonly Range[], unit: string, tabSize: number): Edit[] {
  const isBroken = (line: Line): boolean =>
    !isComment(line) && broken.some(([start, end]) => start < line.start && line.start < end);
  const movable = lines.filter((line) => line.text.trim() !== '' && !isBroken(line));
  // Comments often stand at the left.
  const commands = movable.filter((line) => !isComment(line));
  const least = commands.reduce((sum, { text }) => Math.min(sum, columnsOf(indentOf(text), tabSize)), Infinity);
  return movable.flatMap(({ start, text }): Edit[] => {
    const indent = indentOf(text);
    const deeper = Math.max(0, columnsOf(indent, tabSize) - least);
    const wanted =
      unit + (unit === '\t' ? '\t'.repeat(Math.floor(deeper / tabSize)) + ' '.repeat(deeper % tabSize) : ' '.repeat(deeper));
    return wanted === indent ? [] : [{ range: [start, start + indent.length], text: wanted }];
  });
}

/** Blanks at the end mean nothing, to the builder or to a shell; `trimEnd` does not look at each blank twice. */
function trailingBlanks({ start, text }: Line): Edit[] {
  const length = text.trimEnd().length;
  return length === text.length ? [] : [{ range: [start + length, start + text.length], text: '' }];
}

function keywords(instruction: Instruction): Edit[] {
  const { keyword, name, words, trigger } = instruction;
  const as = keyword === 'FROM' && words[1]?.text.toUpperCase() === 'AS' ? words[1] : undefined;
  const all = [name, ...(as ? [as] : []), ...(trigger && instructionSpec(trigger.keyword) ? [trigger.name] : [])];
  return all
    .filter(({ text, range }) => range[1] - range[0] === text.length && text !== text.toUpperCase())
    .map(({ text, range }) => ({ range, text: text.toUpperCase() }));
}

function ofInstruction(text: string, instruction: Instruction, unit: string, tabSize: number): Edit[] {
  const { range, heredocs, keyword } = instruction;
  if (!instructionSpec(keyword)) return [];
  const lineStart = text.lastIndexOf('\n', range[0] - 1) + 1;
  const bodyStart = heredocs[0]?.body[0];
  const lines = linesOf(text, [lineStart, bodyStart === undefined ? range[1] : bodyStart - 1]);
  const first: Edit[] =
    range[0] === lineStart || text.charCodeAt(lineStart) === 0xfeff ? [] : [{ range: [lineStart, range[0]], text: '' }];
  return [
    ...first,
    ...keywords(instruction),
    ...continuedLines(lines.slice(1), brokenWords(text, instruction), unit, tabSize),
    ...lines.flatMap(trailingBlanks),
  ];
}

/** Comments between instructions. Both lists are in the order of the text. */
function looseComments(instructions: readonly Instruction[], comments: readonly Range[]): Range[] {
  let next = 0;
  return comments.filter(([start]) => {
    while ((instructions[next]?.range[1] ?? Infinity) <= start) next++;
    return start < (instructions[next]?.range[0] ?? Infinity);
  });
}

/** Keywords in upper case at the start of their lines, lines that go on one step in, no blanks at the end. Heredocs and quoted lines stay. */
export function formatLines({ text, instructions, comments }: Dockerfile, unit: string, tabSize: number): Edit[] {
  const own = instructions.flatMap((instruction) => ofInstruction(text, instruction, unit, tabSize));
  const loose = looseComments(instructions, comments).flatMap(([start, end]): Edit[] => {
    const line = text.slice(start, end);
    const indent = indentOf(line);
    const moved: Edit[] = indent === '' ? [] : [{ range: [start, start + indent.length], text: '' }];
    return [...moved, ...trailingBlanks({ start, text: line })];
  });
  const last: Edit[] =
    text === '' || text.endsWith('\n') || instructions.at(-1)?.heredocs.length
      ? []
      : [{ range: [text.length, text.length], text: '\n' }];
  return [...own, ...loose, ...last].sort((a, b) => a.range[0] - b.range[0]);
}
