import type { Formatted } from './formatYaml';
import type { Edit } from './rowSpacing';

/** The edits of rows from `first` to `last`, and with a row those of every other that has to move with it. */
export function editsInRange({ edits, moved }: Formatted, first: number, last: number): Edit[] {
  const together = moved.filter(({ start, end }) => start < last && end > first);
  const start = together.reduce((least, one) => Math.min(least, one.start), first);
  const end = together.reduce((most, one) => Math.max(most, one.end), last);
  return edits.filter((edit) => edit.start >= start && edit.end <= end);
}
