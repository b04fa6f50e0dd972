import type { LogicalText } from './parse/LogicalText';

/** Character offsets [start, end) in the file. */
export type Range = [start: number, end: number];

/** A word of an instruction, quotes and all. */
export interface Word {
  text: string;
  range: Range;
  /** Where it begins in the instruction's own text. */
  at: number;
}

/** `--name=value` before the arguments. */
export interface Flag {
  name: string;
  value: string | undefined;
  range: Range;
  /** With the dashes. */
  nameRange: Range;
  /** Behind the `=`; where the flag ends when there is none. */
  valueRange: Range;
  /** The same in the instruction's own text. */
  valueAt: [start: number, end: number];
}

/** Text below an instruction, up to a line with its name. */
export interface Heredoc {
  name: string;
  /** The word that announces it, as in `<<-EOF`. */
  range: Range;
  body: Range;
  /** The line that ends it, without tabs before; `undefined` when the file ends first. */
  terminator: Range | undefined;
}

export interface Instruction {
  /** Upper-case, whatever is written. */
  keyword: string;
  /** The keyword as written. */
  name: Word;
  /** From the keyword to the end, heredocs included. */
  range: Range;
  /** What the builder sees of its lines: joined, comments left out. */
  text: LogicalText;
  flags: Flag[];
  /** Where in `text` the arguments begin. */
  argumentsAt: number;
  words: Word[];
  /** The texts of a list in JSON, when the arguments are one. */
  json: Word[] | undefined;
  heredocs: Heredoc[];
  /** Lines of nothing between its lines. */
  emptyLines: Range[];
  /** The comment lines right above. */
  comments: Range[];
  /** What ONBUILD is about. */
  trigger?: Instruction;
}

export interface Directive {
  /** Lower-case. */
  name: string;
  value: string;
  range: Range;
  nameRange: Range;
  valueRange: Range;
}

/** From a FROM to the next. */
export interface Stage {
  index: number;
  from: Instruction;
  image: Word | undefined;
  /** Behind AS. */
  name: Word | undefined;
  /** Without the FROM. */
  instructions: Instruction[];
}

export interface Dockerfile {
  text: string;
  escape: string;
  directives: Directive[];
  comments: Range[];
  /** All, in order. */
  instructions: Instruction[];
  /** Before the first FROM. */
  preamble: Instruction[];
  stages: Stage[];
}
