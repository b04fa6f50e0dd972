import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  Range,
  TextEdit,
} from 'vscode-languageserver/node';
import { continued } from '../../spec/dockerfile/parse/lines';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { formatLines } from './formatLines';

const MAX_STEP = 16;

function unitOf({ tabSize, insertSpaces }: FormattingOptions): { unit: string; width: number } {
  const width = Math.min(Math.max(Math.floor(tabSize) || 4, 1), MAX_STEP);
  return { unit: insertSpaces ? ' '.repeat(width) : '\t', width };
}

export function editsOf(document: DockerfileDocument, options: FormattingOptions): TextEdit[] {
  const { unit, width } = unitOf(options);
  return formatLines(document.file, unit, width)
    .filter(({ range }) => document.isEditable(range))
    .map(({ range, text }) => ({ range: document.rangeOfOffsets(range), newText: text }));
}

export const formatting: Feature<DocumentFormattingParams, TextEdit[], DockerfileDocument> = ({ document }, { options }) =>
  editsOf(document, options);

/** Of the lines the range touches. */
export function editsOfLines(document: DockerfileDocument, options: FormattingOptions, range: Range): TextEdit[] {
  const isEmptyLastLine = range.end.character === 0 && range.end.line > range.start.line;
  const last = range.end.line - (isEmptyLastLine ? 1 : 0);
  return editsOf(document, options).filter(({ range: { start, end } }) => start.line >= range.start.line && end.line <= last);
}

export const rangeFormatting: Feature<DocumentRangeFormattingParams, TextEdit[], DockerfileDocument> = (
  { document },
  { options, range },
) => editsOfLines(document, options, range);

/** A line behind one that goes on begins one step in, or where that one does. */
export const onTypeFormatting: Feature<DocumentOnTypeFormattingParams, TextEdit[], DockerfileDocument> = (
  { document },
  { position, options },
) => {
  const { line } = position;
  if (!document.isWhole) return undefined;
  const instruction = line === 0 ? undefined : document.instructionAt(document.offsetAt({ line: line - 1, character: 0 }));
  const isGoingOn =
    instruction?.heredocs.length === 0 && continued(document.lineAt(line - 1), document.file.escape) !== undefined;
  if (!isGoingOn) return [];
  const above = /^[ \t]*/.exec(document.lineAt(line - 1))?.[0] ?? '';
  const wanted = above === '' ? unitOf(options).unit : above;
  const written = /^[ \t]*/.exec(document.lineAt(line))?.[0] ?? '';
  if (written === wanted) return [];
  return [{ range: { start: { line, character: 0 }, end: { line, character: written.length } }, newText: wanted }];
};
