import type { Position, SelectionRange } from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';

/** Ranges around a place, from the outermost in, as the protocol has them: each knows the one around it. */
export function selectionChain(
  document: OpenDocument,
  position: Position,
  around: readonly (readonly [start: number, end: number])[],
): SelectionRange {
  const innermost = around.reduce<SelectionRange | undefined>((parent, offsets) => {
    const range = document.rangeOfOffsets(offsets);
    return parent ? { range, parent } : { range };
  }, undefined);
  return innermost ?? { range: { start: position, end: position } };
}
