import type { Heredoc, Instruction } from '../Dockerfile';
import type { Line } from './lines';
import { unquoted } from './words';

const TAKES_HEREDOCS = new Set(['ADD', 'COPY', 'RUN']);
const OPERATOR = /^\d*<<(-?)([^<]+)$/;

interface Announced {
  name: string;
  stripsTabs: boolean;
  range: Heredoc['range'];
}

function announcedBy(instruction: Instruction, escape: string): Announced[] {
  const { keyword, trigger, words, json } = instruction;
  if (trigger) return announcedBy(trigger, escape);
  if (!TAKES_HEREDOCS.has(keyword) || json) return [];
  return words.flatMap(({ text, range }) => {
    const [, dash, written = ''] = OPERATOR.exec(text) ?? [];
    const name = unquoted(written, escape);
    return dash === undefined || name === '' ? [] : [{ name, stripsTabs: dash !== '', range }];
  });
}

/** The heredocs an instruction announces, read from the lines below it; `next` is the line behind the last. */
export function readHeredocs(
  instruction: Instruction,
  lines: readonly Line[],
  from: number,
  escape: string,
): { heredocs: Heredoc[]; next: number } {
  const heredocs: Heredoc[] = [];
  let next = from;
  for (const { name, stripsTabs, range } of announcedBy(instruction, escape)) {
    const start = lines[next]?.offset ?? endOf(lines);
    let terminator: Heredoc['terminator'];
    let end = start;
    while (!terminator && next < lines.length) {
      const { text, offset } = lines[next++] ?? { text: '', offset: 0 };
      const content = stripsTabs ? text.replace(/^\t+/, '') : text;
      if (content === name) terminator = [offset + text.length - content.length, offset + text.length];
      else end = offset + text.length;
    }
    heredocs.push({ name, range, body: [start, end], terminator });
  }
  return { heredocs, next };
}

function endOf(lines: readonly Line[]): number {
  const last = lines.at(-1);
  return last ? last.offset + last.text.length : 0;
}
