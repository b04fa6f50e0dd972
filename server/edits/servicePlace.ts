import type { SpecDocument } from '../documents/SpecDocument';

const MAX_LINES = 20_000;

/** Lines of the file that are taken away first: from one up to before another. */
type Lines = readonly [first: number, end: number];

export interface ServicePlace {
  /** Before this line. */
  line: number;
  /** What is written of an empty section, to be taken away. */
  braces?: { line: number; start: number; end: number };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isSilent = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/**
 * Where a further service can be written: at a line, if that is between two services, else behind the one it is in, or behind the
 * last. It looks at lines alone, since a command among them is no YAML. Nowhere, where services are in braces.
 */
export function servicePlace(document: SpecDocument, line: number, taken: Lines = [line, line]): ServicePlace | undefined {
  const lines = document.text.split(/\r?\n/, MAX_LINES);
  const isTaken = (at: number): boolean => at >= taken[0] && at < taken[1];
  const head = lines.findIndex((text, at) => !isTaken(at) && /^(?:services|"services"|'services')[ \t]*:/.test(text));
  if (head < 0) return { line };
  const braces = /:[ \t]*\{[ \t]*\}/.exec(lines[head] ?? '');
  if (!braces && !/:[ \t]*(?:&\S+[ \t]*)?(?:#.*)?$/.test(lines[head] ?? '')) return undefined;
  const more = braces ? { braces: { line: head, start: braces.index + 1, end: braces.index + braces[0].length } } : {};
  const written = lines.flatMap((text, at) => (at > head && !isTaken(at) && !isSilent(text) ? [at] : []));
  const next = written.find((at) => indentOf(lines[at] ?? '') === 0) ?? lines.length;
  const inside = written.filter((at) => at < next);
  const column = indentOf(lines[inside[0] ?? -1] ?? '');
  const below = inside.find((at) => at >= line);
  if (line > head && line <= next && (below === undefined || indentOf(lines[below] ?? '') <= column)) return { line, ...more };
  const behind = inside.find((at) => at > line && line > head && indentOf(lines[at] ?? '') <= column);
  const last = inside.filter((at) => behind === undefined || at < behind).at(-1) ?? head;
  return { line: last + 1, ...more };
}
