import { rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { flowOf } from '../../edits/flowOf';
import { isBlock, moved, rawText } from '../../edits/rawText';
import type { AliasSlot } from '../../names/aliasSlot';

export interface Replacement {
  range: readonly [number, number];
  newText: string;
}

/** `|` and `>`, which keep all line ends behind them: how many is not to be seen in their text. */
const KEEPS_END = /^[|>]\d?\+/;

/** A value in the place of an alias that is all there is behind a key or a dash. */
export function inlineValue(
  document: SpecDocument,
  alias: readonly [number, number],
  value: Located,
  slot: Extract<AliasSlot, { kind: 'value' | 'item' }>,
): Replacement | undefined {
  if (!isBlock(document, slot.parent)) {
    const newText = flowOf(document, value);
    return newText === undefined ? undefined : { range: alias, newText };
  }
  const { line, character } = document.rangeOfOffsets(alias).start;
  const text = document.lineAt(line);
  const before = text.slice(0, character).trimEnd();
  const rest = text.slice(character + alias[1] - alias[0]);
  const comment = rest.trim() === '' ? '' : ` ${rest.trim()}`;
  const range = [alias[0] - (character - before.length), alias[0] + text.length - character] as const;
  const column = slot.kind === 'value' ? slot.column : before.length - 1;
  if (!isBlock(document, value)) {
    const [first = '', ...more] = lineValue(document, value, column);
    const isScalar = /^[|>]/.test(first);
    if (KEEPS_END.test(first)) return undefined;
    const lines = isScalar ? [first + comment, ...more] : [[first, ...more].join('\n') + comment];
    return { range, newText: ` ${lines.join('\n')}` };
  }
  // Behind a dash a collection begins on the same line.
  if (slot.kind === 'item' && comment === '') return { range, newText: ` ${rawText(document, rangeInFile(value), column + 2)}` };
  const inner = column + document.indentStep;
  return { range, newText: `${comment}\n${' '.repeat(inner)}${rawText(document, rangeInFile(value), inner)}` };
}

/** Lines of a value that begins behind its key: they are indented from the column of that key. */
function lineValue(document: SpecDocument, value: Located, column: number): string[] {
  const [start, end] = rangeInFile(value);
  const { line } = document.rangeOfOffsets([start, start]).start;
  const from = /^ */.exec(document.lineAt(line))?.[0].length ?? 0;
  return moved(document.text.slice(start, end).trimEnd(), from, column).split('\n');
}
