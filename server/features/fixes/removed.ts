import type { Range } from 'vscode-languageserver/node';
import type { SpecDocument } from '../../documents/SpecDocument';
import { withoutAnchorAt } from '../../edits/anchors';
import { removalOf } from '../../edits/removal';
import { stepsAround } from '../../edits/stepsAt';
import type { Step } from '../../edits/stepsAt';
import type { Fix, Fixer } from './Fix';

/** Characters below a line in which something that belongs to it is looked for. */
const MAX_LOOK = 4096;

/** A key on a line of its own, whole; what shares its line with something else, or goes on below, is left to a person. */
const removedLine =
  (isSafe: boolean): Fixer =>
  ({ document }, { range }) => {
    if (!range) return [];
    const { start } = document.rangeOfOffsets(range);
    const isFirst = document.lineAt(start.line).slice(0, start.character).trim() === '';
    const below = /\n[ \t\r\n]*?( *)[^\s]/.exec(document.text.slice(range[1], range[1] + MAX_LOOK));
    const goesOn = below?.[1] !== undefined && below[1].length > start.character;
    if (!isFirst || goesOn || !/:\s*(\S.*)?$/.test(document.lineAt(start.line))) return [];
    const whole: Range = { start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } };
    return [{ title: 'Remove the line', edits: [{ range: whole, newText: '' }], isSafe }];
  };

export const removed = removedLine(false);
/** What is removed had no effect. */
export const removedSafely = removedLine(true);

function without(document: SpecDocument, way: readonly Step[], title: string): Fix[] {
  const span = removalOf(document, way);
  return span ? [{ title, edits: [{ range: document.rangeOfOffsets(span), newText: '' }] }] : [];
}

/** The key a problem is at, with its value. */
export const withoutKey: Fixer = ({ document }, { range }) => {
  const way = stepsAround(document, range);
  const depth = way.findLastIndex(({ entry }) => entry !== undefined);
  const key = way[depth]?.entry?.key;
  return key === undefined ? [] : without(document, way.slice(0, depth + 1), `Remove ${key}`);
};

/** A definition on one line; with the only one its section goes, which cannot be empty. What says more is left to a person. */
export const withoutDefinition: Fixer = ({ document }, { range }) => {
  const way = stepsAround(document, range).slice(0, 2);
  const [section, definition] = way;
  if (!section?.entry || !definition?.entry || definition.span[0] !== range?.[0]) return [];
  if (document.text.slice(...definition.span).includes('\n')) return [];
  const isOnly = section.node.kind === 'map' && section.node.entries.size === 1;
  return without(document, way, `Remove ${isOnly ? section.entry.key : definition.entry.key}`);
};

/** The list item a problem is in. */
export const withoutItem: Fixer = ({ document }, { range }) => {
  const way = stepsAround(document, range);
  const depth = way.findLastIndex(({ parent }) => parent.kind === 'seq');
  return depth < 0 ? [] : without(document, way.slice(0, depth + 1), 'Remove the item');
};

/** An item that is there before. */
export const withoutRepeat: Fixer = (context, problem) => withoutItem(context, problem).map((fix) => ({ ...fix, isSafe: true }));

/** An anchor alone. */
export const withoutAnchor: Fixer = ({ document }, { range }) => {
  if (!range || document.text.charAt(range[0]) !== '&') return [];
  return [{ title: 'Remove the anchor', edits: [withoutAnchorAt(document, range)], isSafe: true }];
};
