import type { Dockerfile, Instruction, Range, Stage } from '../Dockerfile';
import { escapeOf, readDirectives } from './directives';
import { readHeredocs } from './heredocs';
import { continued, isBlank, isComment, splitLines } from './lines';
import type { Line } from './lines';
import { LogicalText } from './LogicalText';
import { parseInstruction } from './parseInstruction';

const rangeOfLine = ({ text, offset }: Line): Range => [offset, offset + text.length];

class Parser {
  readonly comments: Range[] = [];
  readonly instructions: Instruction[] = [];
  private readonly lines: readonly Line[];
  private readonly escape: string;
  private next = 0;
  /** Comment lines since the last line of anything else. */
  private above: Range[] = [];

  constructor(lines: readonly Line[], escape: string) {
    this.lines = lines;
    this.escape = escape;
  }

  parse(): void {
    for (let line = this.lines[this.next]; line; line = this.lines[this.next]) {
      if (isComment(line)) this.takeComment(line);
      else if (isBlank(line)) {
        this.above = [];
        this.next++;
      } else this.instructions.push(this.takeInstruction());
    }
  }

  private takeComment(line: Line): void {
    this.comments.push(rangeOfLine(line));
    this.above.push(rangeOfLine(line));
    this.next++;
  }

  private takeInstruction(): Instruction {
    const pieces: Line[] = [];
    const comments: Range[] = [];
    const emptyLines: Range[] = [];
    for (let goesOn = true; goesOn && this.next < this.lines.length; this.next++) {
      const line = this.lines[this.next] ?? { text: '', offset: 0 };
      if (pieces.length > 0 && isComment(line)) comments.push(rangeOfLine(line));
      else if (pieces.length > 0 && isBlank(line)) emptyLines.push(rangeOfLine(line));
      else {
        const content = continued(line.text, this.escape);
        goesOn = content !== undefined;
        // Blanks at the end are no part of it, even in a quote.
        pieces.push({ text: content ?? line.text.trimEnd(), offset: line.offset });
      }
    }
    this.comments.push(...comments);
    const instruction = parseInstruction(LogicalText.of(pieces), this.escape);
    const { heredocs, next } = readHeredocs(instruction, this.lines, this.next, this.escape);
    this.next = next;
    const last = heredocs.at(-1);
    const range: Range = last ? [instruction.range[0], (last.terminator ?? last.body)[1]] : instruction.range;
    const above = this.above;
    this.above = [];
    return { ...instruction, range, heredocs, emptyLines, comments: above };
  }
}

function stageOf(from: Instruction, index: number): Stage {
  const [image, as, name] = from.words;
  return { index, from, image, name: as?.text.toUpperCase() === 'AS' ? name : undefined, instructions: [] };
}

function stagesOf(instructions: readonly Instruction[]): Pick<Dockerfile, 'preamble' | 'stages'> {
  const preamble: Instruction[] = [];
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') stages.push(stageOf(instruction, stages.length));
    else (stages.at(-1)?.instructions ?? preamble).push(instruction);
  }
  return { preamble, stages };
}

/** A Dockerfile as the builder reads it, with the place of everything. Never fails: what is wrong is for the checks to say. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = splitLines(text);
  const directives = readDirectives(lines);
  const escape = escapeOf(directives);
  const parser = new Parser(lines, escape);
  parser.parse();
  const { comments, instructions } = parser;
  return { text, escape, directives, comments, instructions, ...stagesOf(instructions) };
}
