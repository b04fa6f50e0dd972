import type { Instruction, Range, Word } from './Dockerfile';
import type { LogicalText } from './parse/LogicalText';
import { instructionSpec } from './vocabulary/instructions';

/** `$NAME` or `${NAME…}`. */
export interface VariableUse {
  name: string;
  /** Of the name alone. */
  range: Range;
  /** With `$`, and the braces. */
  whole: Range;
  /** What follows the name in braces, as `:-` and the first letters of `-x`; `undefined` without. */
  modifier: string | undefined;
  /** There are braces, and no end of them. */
  isOpen: boolean;
  /** A shell puts the value in, when the command runs: it may know more variables than the file says. */
  isShell: boolean;
}

const NAME = /[a-zA-Z_]\w*/y;
const MODIFIER = /:?[-+?]|##?|%%?|\/\/?|:?./y;
/** More of one instruction are not looked at. */
const MAX_USES = 10_000;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Variables of a text in which `'…'` and escapes hide them. */
function variablesOf(text: LogicalText, from: number, escape: string, isShell: boolean): VariableUse[] {
  const uses: VariableUse[] = [];
  const content = text.text;
  let quote = '';
  const open: VariableUse[] = [];
  for (let at = from; at < content.length && uses.length < MAX_USES; at++) {
    const character = content.charAt(at);
    if (character === escape && quote !== "'") at++;
    else if (character === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
    else if (character === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
    else if (character === '}' && quote !== "'") close(open, text, at);
    else if (character === '$' && quote !== "'") {
      const inBraces = content.charAt(at + 1) === '{';
      const nameAt = at + (inBraces ? 2 : 1);
      const name = matchAt(NAME, content, nameAt);
      // `$$`, `$1` and the like are none of the file's.
      if (name === undefined) continue;
      const end = nameAt + name.length;
      const modifier = inBraces && content.charAt(end) !== '}' ? matchAt(MODIFIER, content, end) : undefined;
      const use: VariableUse = {
        name,
        range: text.rangeOf(nameAt, end),
        whole: text.rangeOf(at, end + (modifier?.length ?? 0)),
        modifier,
        isOpen: inBraces,
        isShell,
      };
      uses.push(use);
      if (inBraces) open.push(use);
      at = end + (modifier?.length ?? 0) - 1;
    }
  }
  return uses;
}

function close(open: VariableUse[], text: LogicalText, at: number): void {
  const use = open.pop();
  if (!use) return;
  use.isOpen = false;
  use.whole = [use.whole[0], text.offsetOf(at) + 1];
}

/** In the flags the builder puts values in, even where a shell does so in the command. */
export function variableUses({ keyword, text, name, argumentsAt, json, trigger }: Instruction, escape: string): VariableUse[] {
  if (trigger) return variableUses(trigger, escape);
  const isShell = instructionSpec(keyword)?.expands !== true;
  const uses = variablesOf(text, name.at + name.text.length, escape, isShell);
  // A list is run as it is.
  const inFlags = text.offsetOf(argumentsAt);
  return isShell && json ? uses.filter(({ range }) => range[0] < inFlags) : uses;
}

/** In a heredoc there are no quotes: what a shell will do with it cannot be told. */
export function heredocVariables({ keyword, heredocs, trigger }: Instruction, text: string): Word[] {
  const isRun = (trigger?.keyword ?? keyword) === 'RUN';
  return heredocs.flatMap(({ body: [start, end], range }) => {
    // COPY <<'EOF' copies the text as it is.
    if (!isRun && /["']/.test(text.slice(...range))) return [];
    return [...text.slice(start, end).matchAll(/(?<!\\)\$\{?([a-zA-Z_]\w*)/g)]
      .slice(0, MAX_USES)
      .map(({ index, 0: whole, 1: name = '' }) => {
        const at = start + index + whole.length - name.length;
        return { text: name, range: [at, at + name.length], at };
      });
  });
}
