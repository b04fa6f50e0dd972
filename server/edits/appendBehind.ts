import type { TextEdit } from 'vscode-languageserver/node';
import type { SpecDocument } from '../documents/SpecDocument';
import { isFlow } from './removal';
import type { Step } from './stepsAt';

/** An item or entry behind the last one of a collection, in the way that one is written. */
export function appendBehind(document: SpecDocument, last: Step, text: string): TextEdit[] {
  const [start, end] = last.span;
  const lineStart = document.text.lastIndexOf('\n', start - 1) + 1;
  const before = document.text.slice(lineStart, start);
  const isAlone = /^[ \t]*(?:- *)?$/.test(before);
  if (!isFlow(document, last) && !isAlone) return [];
  const comma = isFlow(document, last) ? ',' : '';
  const newText = isAlone ? `${comma}\n${before}${text}` : `, ${text}`;
  return [{ range: document.rangeOfOffsets([end, end]), newText }];
}
