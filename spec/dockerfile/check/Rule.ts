import type { Code } from '../../codes';
import type { Problem } from '../../Problem';
import type { Dockerfile, Instruction, Range, Stage } from '../Dockerfile';
import type { StageUse } from '../stages';

/** A problem of the file that is being checked. */
export interface Finding extends Pick<Problem, 'severity' | 'message' | 'replacement'> {
  code: Code;
  range: Range;
}

/** What rules may look at. */
export interface Checked {
  dockerfile: Dockerfile;
  uses: readonly StageUse[];
  /** Stages on top of others. */
  bases: ReadonlyMap<Stage, Stage>;
  /** The ARGs before the first FROM, with their defaults. */
  globals: ReadonlyMap<string, string | null>;
  /** Absolute path of the file. */
  path: string;
  readFile: (path: string) => string | undefined;
  /** The directories it is built with; asked for only where something depends on it. */
  contexts: () => readonly string[];
  /** Stages that something beside the file asks for, in lower case. */
  targets: ReadonlySet<string>;
}

/** One instruction, or the one ONBUILD is about. */
export type InstructionRule = (instruction: Instruction, checked: Checked) => Finding[];

export type StageRule = (stage: Stage, checked: Checked) => Finding[];

export type FileRule = (checked: Checked) => Finding[];

export function finding(
  code: Code,
  range: Range,
  message: string,
  severity: Finding['severity'] = 'error',
  replacement?: string,
): Finding {
  return { code, severity, message, range, ...(replacement === undefined ? {} : { replacement }) };
}

/** Whether a text is settled when the file is read: a variable is not. */
export const isPlain = (text: string): boolean => !text.includes('$');
