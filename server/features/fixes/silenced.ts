import type { OpenDocument } from '../../documents/OpenDocument';
import type { Fixer } from './Fix';

/** A comment above that silences the code there. JSON has no comments. */
export const silenced: Fixer<OpenDocument> = ({ document }, { code, range = [0, 0] }) => {
  if (/^\s*[{[]/.test(document.text)) return [];
  const { line } = document.rangeOfOffsets(range).start;
  const at = { line, character: 0 };
  const indent = /^[ \t]*/.exec(document.lineAt(line).slice(0, 256))?.[0] ?? '';
  const newText = `${indent}# bulkhead-ignore ${code}\n`;
  return [{ title: `Ignore ${code} here`, edits: [{ range: { start: at, end: at }, newText }] }];
};
