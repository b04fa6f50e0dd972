import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import { editsOf, editsOfLines } from '../../dockerfile/formatting';
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

/** Tabs of a Dockerfile would stand behind blanks of YAML. */
const inSpaces = (options: FormattingOptions): FormattingOptions => ({ ...options, insertSpaces: true });

/**
 * Both lists of edits as one. Rows of YAML are moved by what stands before their text, and blanks that end there may be the Dockerfile's to
 * change: then what is put before the row ends in what the Dockerfile wants.
 */
function together(rows: readonly TextEdit[], within: readonly TextEdit[]): TextEdit[] {
  const byLine = new Map(rows.filter(({ range }) => range.start.character === 0).map((edit) => [edit.range.start.line, edit]));
  const merged = new Map<TextEdit, TextEdit>();
  const separate = within.filter(({ range: { start, end }, newText }) => {
    const row = byLine.get(start.line);
    if (!row || row.range.end.line !== start.line || row.range.end.character <= start.character) return true;
    const kept = row.newText.length - (end.character - start.character);
    if (kept >= 0 && end.character === row.range.end.character)
      merged.set(row, { ...row, newText: row.newText.slice(0, kept) + newText });
    return false;
  });
  return [...rows.map((edit) => merged.get(edit) ?? edit), ...separate];
}

/** A text with errors is left alone: what it says is not known. */
export const formatting: Feature<DocumentFormattingParams, TextEdit[]> = ({ document }, { options }) => {
  if (!document.isWellFormed) return [];
  const ofDockerfiles = document.dockerfiles.flatMap((one) => editsOf(one, inSpaces(options)));
  return together(textEdits(document, format(document, options).edits), ofDockerfiles);
};

/** Whole rows, those the range touches. */
export const rangeFormatting: Feature<DocumentRangeFormattingParams, TextEdit[]> = ({ document }, { range, options }) => {
  if (!document.isWellFormed) return [];
  const first = document.offsetAt({ line: range.start.line, character: 0 });
  // A range that ends before the first character of a row does not touch it.
  const isEmptyLastRow = range.end.character === 0 && range.end.line > range.start.line;
  const last = document.offsetAt({ line: range.end.line + (isEmptyLastRow ? 0 : 1), character: 0 });
  const ofDockerfiles = document.dockerfiles.flatMap((one) => editsOfLines(one, inSpaces(options), range));
  return together(textEdits(document, editsInRange(format(document, options), first, last)), ofDockerfiles);
};
