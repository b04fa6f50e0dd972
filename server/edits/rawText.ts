import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { contentEnd } from '../documents/contentEnd';
import type { SpecDocument } from '../documents/SpecDocument';

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** A part of the text that begins at a column, to be put at another: its further lines move along. */
export function moved(text: string, from: number, to: number): string {
  const [first = '', ...rest] = text.split('\n');
  const lines = rest.map((line) =>
    line.trim() === '' ? line : ' '.repeat(Math.max(0, indentOf(line) + to - from)) + line.trimStart(),
  );
  return [first, ...lines].join('\n');
}

/** A range as it is written, for a place at another column. */
export function rawText(document: SpecDocument, [start, end]: readonly [number, number], column: number): string {
  const text = document.text.slice(start, contentEnd(document.text, start, end));
  return moved(text, document.rangeOfOffsets([start, start]).start.character, column);
}

/** Whether a collection is written on lines below its key, and not in brackets. */
export function isBlock(document: SpecDocument, node: Located): boolean {
  return node.kind !== 'scalar' && !/[[{]/.test(document.text.charAt(rangeInFile(node)[0]));
}
