import type { SpecDocument } from '../../documents/SpecDocument';
import type { Occurrence } from '../../names/Occurrence';

/** The name a text such as `data:/data` holds. */
export function nameIn(document: SpecDocument, [start, end]: readonly [number, number]): Occurrence | undefined {
  return document.occurrences.find(({ file, range }) => file === document.path && range[0] >= start && range[1] <= end);
}
