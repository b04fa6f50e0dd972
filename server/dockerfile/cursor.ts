import type { Dockerfile, Instruction } from '../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';

/** What is being typed: told by the text up to the cursor, with a mark there that becomes a part of the word. */
export interface Cursor {
  kind: 'comment' | 'keyword' | 'flagName' | 'flagValue' | 'word' | 'heredoc';
  /** Of the word, up to the cursor. */
  typed: string;
  /** The file up to here. */
  file: Dockerfile;
  /** None in a comment. */
  instruction: Instruction | undefined;
  /** The flag whose value it is. */
  flag: string | undefined;
  /** How many arguments stand before it. */
  index: number;
}

const MARK = '\u0001';

export function cursorAt(text: string, offset: number): Cursor {
  const file = parseDockerfile(text.slice(0, offset) + MARK);
  const outer = file.instructions.at(-1);
  const comment = file.comments.at(-1);
  const at = { file, instruction: undefined, flag: undefined, index: 0 };
  if (comment && comment[1] === offset + 1) return { ...at, kind: 'comment', typed: file.text.slice(comment[0], offset) };
  if (!outer) return { ...at, kind: 'keyword', typed: '' };
  if (outer.heredocs.some(({ body, terminator }) => !terminator && body[1] > offset))
    return { ...at, kind: 'heredoc', instruction: outer, typed: lineBefore(text, offset) };
  return withinInstruction(innermost(outer), file);
}

const innermost = (instruction: Instruction): Instruction => instruction.trigger ?? instruction;

const lineBefore = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

function withinInstruction(instruction: Instruction, file: Dockerfile): Cursor {
  const { name, flags, words, json, text } = instruction;
  const at = { file, instruction, flag: undefined };
  if (name.text.endsWith(MARK)) return { ...at, kind: 'keyword', typed: name.text.slice(0, -1), index: 0 };
  const flag = flags.at(-1);
  const count = (json ?? words).length;
  if (flag && count === 0) {
    if (flag.value === undefined) return { ...at, kind: 'flagName', typed: `--${flag.name.slice(0, -1)}`, index: 0 };
    return { ...at, kind: 'flagValue', flag: flag.name, typed: text.text.slice(flag.valueAt[0], -1), index: 0 };
  }
  const word = words.at(-1);
  const typed = word?.text.endsWith(MARK) ? word.text.slice(0, -1) : text.text.slice(word?.at ?? text.text.length, -1);
  return { ...at, kind: count === 1 && typed.startsWith('-') ? 'flagName' : 'word', typed, index: Math.max(0, count - 1) };
}
