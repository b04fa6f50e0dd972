import { rangeInFile } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from './stepsAt';
import type { Step } from './stepsAt';

export const isFlow = (document: SpecDocument, { parent }: Step): boolean =>
  /[[{]/.test(document.text.charAt(rangeInFile(parent)[0]));

/** Offsets to take away so that a key or item is gone: of the last one in a collection, the collection. */
export function removalOf(document: SpecDocument, way: readonly Step[]): [start: number, end: number] | undefined {
  const step = way.at(-1);
  if (!step) return undefined;
  const siblings = stepsIn(document, step.parent);
  if (siblings.length < 2 && way.length > 1) return removalOf(document, way.slice(0, -1));
  const index = siblings.findIndex(({ span }) => span[0] === step.span[0]);
  if (!isFlow(document, step)) return wholeLines(document.text, step, siblings[index + 1]);
  const next = siblings[index + 1];
  const before = siblings[index - 1];
  return next ? [step.span[0], next.span[0]] : before ? [before.span[1], step.span[1]] : undefined;
}

/** The first key of an item shares its line with the dash, which stays. */
function wholeLines(text: string, { span: [start, end] }: Step, next: Step | undefined): [number, number] | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const before = text.slice(lineStart, start);
  if (/^[ \t]*(?:- *)?$/.test(before) && (!before.includes('-') || !next || /^[ \t]*- *$/.test(lineBefore(text, next))))
    return [lineStart, lineEnd];
  return next && /^[ \t]*(?:- *)+$/.test(before) ? [start, next.span[0]] : undefined;
}

const lineBefore = (text: string, { span: [start] }: Step): string => text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
