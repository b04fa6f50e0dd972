import type { TextEdit } from 'vscode-languageserver/node';
import { stepsAround } from '../../edits/stepsAt';
import type { Fixer } from './Fix';

const STEP = '  ';
const MAX_LINES = 20_000;

/** All lines of the file: those that are left with tabs would belong to nothing. */
export const withoutTabs: Fixer = ({ document }, { range }) => {
  const at = range && document.rangeOfOffsets(range).start;
  if (!at || !/^ *\t/.test(document.lineAt(at.line).slice(0, at.character + 1))) return [];
  const lines = document.text.split(/\r?\n/, MAX_LINES);
  const edits = lines.flatMap((text, line): TextEdit[] => {
    const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
    if (!indent.includes('\t')) return [];
    const end = { line, character: indent.length };
    return [{ range: { start: { line, character: 0 }, end }, newText: indent.replaceAll('\t', STEP) }];
  });
  return [{ title: 'Indent with blanks instead of tabs', edits, isSafe: true }];
};

/** A key with all that is below it, one step to the right: so it is in the mapping that its line follows. */
export const indented: Fixer = ({ document }, { range }) => {
  const step = stepsAround(document, range).findLast(({ entry }) => entry !== undefined);
  if (!step) return [];
  const { start, end } = document.rangeOfOffsets(step.span);
  if (document.lineAt(start.line).slice(0, start.character).trim() !== '') return [];
  const count = end.line - start.line + 1;
  const edits = Array.from({ length: count }, (_, index): TextEdit => {
    const at = { line: start.line + index, character: 0 };
    return { range: { start: at, end: at }, newText: document.lineAt(at.line).trim() === '' ? '' : STEP };
  });
  return [{ title: `Indent ${step.entry?.key ?? ''}`, edits: edits.filter(({ newText }) => newText !== '') }];
};
