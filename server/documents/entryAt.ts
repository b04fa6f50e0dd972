import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedEntry, Place } from '../../spec/yaml/Located';

export interface EntryAt {
  entry: LocatedEntry;
  path: (string | number)[];
  /** The scalar the offset is in, when it is not on the key. */
  value?: Extract<Located, { kind: 'scalar' }>;
}

function contains(place: Place, offset: number): boolean {
  const [start, end] = rangeInFile(place);
  return start <= offset && offset <= end;
}

/** The innermost key (or value of a key) at an offset of one file. */
export function entryAt(node: Located, file: string, offset: number, path: (string | number)[] = []): EntryAt | undefined {
  const isHere = node.origin.file === file;
  if (node.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      const found = entryAt(item, file, offset, [...path, index]);
      if (found) return found;
    }
    return undefined;
  }
  if (node.kind === 'scalar' || !isHere) return undefined;
  for (const entry of node.entries.values()) {
    const place = [...path, entry.key];
    if (contains(keyPlace(entry), offset)) return { entry, path: place };
    if (!contains(entry.value, offset)) continue;
    const deeper = entryAt(entry.value, file, offset, place);
    if (deeper) return deeper;
    const value = scalarAt(entry.value, offset);
    return { entry, path: place, ...(value ? { value } : {}) };
  }
  return undefined;
}

function scalarAt(node: Located, offset: number): Extract<Located, { kind: 'scalar' }> | undefined {
  if (node.kind === 'scalar') return contains(node, offset) ? node : undefined;
  return node.kind === 'seq' ? node.items.map((item) => scalarAt(item, offset)).find((found) => found !== undefined) : undefined;
}
