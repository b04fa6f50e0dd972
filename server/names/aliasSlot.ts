import { rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedMap, LocatedSeq, Merge } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from '../edits/stepsAt';
import type { Step } from '../edits/stepsAt';

/** The way there is by keys and places in lists: to the mapping that merges, the value, or the item. */
interface WithPath {
  path: (string | number)[];
}

/** Where an alias stands: merged into a mapping, or as the value of a key or item of a collection, whose column is told. */
export type AliasSlot = WithPath &
  (
    | { kind: 'merge'; map: LocatedMap; merge: Merge }
    | { kind: 'value'; parent: LocatedMap; column: number }
    | { kind: 'item'; parent: LocatedSeq }
  );

const holds = ([start, end]: readonly [number, number], offset: number): boolean => start <= offset && offset <= end;

/** The slot of an alias that begins at an offset. */
export function slotOf(document: SpecDocument, offset: number): AliasSlot | undefined {
  const path: (string | number)[] = [];
  let at: Located | undefined = document.root;
  while (at && at.kind !== 'scalar') {
    const parent: LocatedMap | LocatedSeq = at;
    const merge =
      parent.kind === 'map' ? parent.merges?.find((one) => document.isHere(one) && holds(rangeInFile(one), offset)) : undefined;
    if (parent.kind === 'map' && merge) return { kind: 'merge', map: parent, merge, path };
    const step: Step | undefined = stepsIn(document, parent).find(({ span }) => holds(span, offset));
    if (!step) {
      const isItem = parent.kind === 'seq' && holds(rangeInFile(parent), offset);
      return isItem ? { kind: 'item', parent, path: [...path, 0] } : undefined;
    }
    path.push(step.entry?.key ?? 0);
    const isElsewhere = !document.isHere(step.node) || !holds(rangeInFile(step.node), offset);
    if (parent.kind === 'map' && isElsewhere)
      return { kind: 'value', parent, path, column: document.rangeOfOffsets(step.span).start.character };
    at = step.node;
  }
  return undefined;
}
