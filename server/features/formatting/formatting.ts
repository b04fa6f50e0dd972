import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import type { SpecDocument } from '../../documents/SpecDocument';
import type { Feature } from '../Feature';
import { editsInRange } from './editsInRange';
import { formatJson } from './formatJson';
import { formatYaml } from './formatYaml';
import type { Formatted } from './formatYaml';
import type { Edit } from './rowSpacing';

const MAX_STEP = 16;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function format({ text }: SpecDocument, { tabSize, insertSpaces }: FormattingOptions): Formatted {
  const step = Math.min(Math.max(Math.floor(tabSize) || 2, 1), MAX_STEP);
  if (!/^\s*[{[]/.test(text) || !isJson(text)) return formatYaml(text, step);
  return { edits: formatJson(text, insertSpaces ? ' '.repeat(step) : '\t'), moved: [] };
}

function textEdits(document: SpecDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ start, end, text }) => ({ range: document.rangeOfOffsets([start, end]), newText: text }));
}

/** A text with errors is left alone: what it says is not known. */
export const formatting: Feature<DocumentFormattingParams, TextEdit[]> = ({ document }, { options }) =>
  document.isWellFormed ? textEdits(document, format(document, options).edits) : [];

/** Whole rows, those the range touches. */
export const rangeFormatting: Feature<DocumentRangeFormattingParams, TextEdit[]> = ({ document }, { range, options }) => {
  if (!document.isWellFormed) return [];
  const first = document.offsetAt({ line: range.start.line, character: 0 });
  // A range that ends before the first character of a row does not touch it.
  const isEmptyLastRow = range.end.character === 0 && range.end.line > range.start.line;
  const last = document.offsetAt({ line: range.end.line + (isEmptyLastRow ? 0 : 1), character: 0 });
  return textEdits(document, editsInRange(format(document, options), first, last));
};
