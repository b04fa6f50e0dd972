import type { PlacedProblem } from '../Problem';
import { rangeInFile } from '../yaml/Located';
import type { Located, LocatedEntry, LocatedScalar } from '../yaml/Located';
import { interpolate } from './interpolate';
import type { Lookup } from './interpolate';

/** Where an issue inside a scalar is in the file: exact when the text is written as it is meant, else the whole value. */
function issueRange(node: LocatedScalar, text: string, fileText: string, start: number, end: number): [number, number] {
  const written = fileText.slice(...rangeInFile(node));
  const shift = written.startsWith(text) ? 0 : written.startsWith(text, 1) ? 1 : undefined;
  const from = shift === undefined ? sameIn(written, text, start, end) : shift + start;
  return from === undefined ? node.range : [node.range[0] + from, node.range[0] + from + end - start];
}

/** Where a part of a text is when its lines are indented, joined or escaped in the file: as the same of as many that look alike. */
function sameIn(written: string, text: string, start: number, end: number): number | undefined {
  const part = text.slice(start, end);
  const places = placesOf(part, written);
  const among = placesOf(part, text);
  return places.length === among.length ? places[among.indexOf(start)] : undefined;
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}

/** Substitutes variables in every value; keys stay as they are, as in Compose. Shares unchanged nodes with the given tree. */
export function interpolateTree(root: Located, fileText: string, lookup: Lookup): { root: Located; problems: PlacedProblem[] } {
  const problems: PlacedProblem[] = [];
  const visit = (node: Located): Located => {
    if (node.kind === 'seq') {
      let items: Located[] | undefined;
      for (const [index, before] of node.items.entries()) {
        const item = visit(before);
        if (item !== before) (items ??= [...node.items])[index] = item;
      }
      return items ? { ...node, items } : node;
    }
    if (node.kind === 'map') {
      let entries: Map<string, LocatedEntry> | undefined;
      for (const entry of node.entries.values()) {
        const value = visit(entry.value);
        if (value !== entry.value) entries = (entries ?? new Map(node.entries)).set(entry.key, { ...entry, value });
      }
      return entries ? { ...node, entries } : node;
    }
    if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
    const { text, hasUnset, hasVariables, substitutions, issues } = interpolate(node.value, lookup);
    for (const { code, message, start, end } of issues) {
      const severity = code === 'variable-unset' ? 'warning' : 'error';
      problems.push({
        code,
        severity,
        message,
        place: { origin: node.origin, range: issueRange(node, node.value, fileText, start, end) },
      });
    }
    // Of a variable that cannot be read, the value is not known either.
    const isUnread = issues.some(({ code }) => code === 'variable-invalid');
    return { ...node, value: text, hasUnsetVariable: hasUnset || isUnread, isInterpolated: hasVariables, substitutions };
  };
  return { root: visit(root), problems };
}
