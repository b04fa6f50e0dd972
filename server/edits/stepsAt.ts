import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedEntry, LocatedMap, LocatedSeq } from '../../spec/yaml/Located';
import { contentEnd } from '../documents/contentEnd';
import type { SpecDocument } from '../documents/SpecDocument';

/** From a collection to what it holds, as it is written in this file. */
export interface Step {
  parent: LocatedMap | LocatedSeq;
  /** Of a mapping. */
  entry?: LocatedEntry;
  node: Located;
  /** Offsets of the item, or of key and value. */
  span: [start: number, end: number];
}

/** What an alias or `<<` brings in is written elsewhere. */
export function stepsIn(document: SpecDocument, parent: Located): Step[] {
  const [from, to] = rangeInFile(parent);
  const isInside = (start: number, end: number): boolean => start >= from && end <= to && start <= end;
  if (parent.kind === 'scalar' || !document.isHere(parent)) return [];
  if (parent.kind === 'seq')
    return parent.items.flatMap((node) => {
      const [start, end] = rangeInFile(node);
      const isHere = document.isHere(node) && isInside(start, end) && end > start;
      return isHere ? [{ parent, node, span: [start, contentEnd(document.text, start, end)] as [number, number] }] : [];
    });
  return [...parent.entries.values()].flatMap((entry) => {
    const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
    if (!document.isHere(keyPlace(entry)) || !isInside(keyStart, keyEnd)) return [];
    return [{ parent, entry, node: entry.value, span: [keyStart, valueEnd(document, entry, keyEnd)] as [number, number] }];
  });
}

/** Of a value that is an alias or missing, the end of what follows the key on its line. */
function valueEnd(document: SpecDocument, { value }: LocatedEntry, keyEnd: number): number {
  const [start, end] = rangeInFile(value);
  if (document.isHere(value) && start > keyEnd)
    return Math.max(contentEnd(document.text, start, end), lastKeyEnd(document, value));
  const behind = /^["']?[ \t]*:[ \t]*(?:[*&!][^\s,\]}]*)?/.exec(document.text.slice(keyEnd, keyEnd + 512))?.[0].trimEnd() ?? '';
  return keyEnd + behind.length;
}

/** A mapping ends with its last key, though that may have no value: then the parser does not count its colon. */
function lastKeyEnd(document: SpecDocument, node: Located): number {
  if (node.kind === 'seq') return Math.max(0, ...node.items.slice(-1).map((item) => lastKeyEnd(document, item)));
  const last = node.kind === 'map' ? [...node.entries.values()].at(-1) : undefined;
  const [start, end] = rangeInFile(node);
  const [keyStart, keyEnd] = last ? rangeInFile(keyPlace(last)) : [-1, -1];
  return last && document.isHere(keyPlace(last)) && keyStart >= start && keyEnd <= end ? valueEnd(document, last, keyEnd) : 0;
}

/** The way to the innermost key or item an offset is in, from the root. */
export function stepsAt(document: SpecDocument, offset: number): Step[] {
  const way: Step[] = [];
  let at: Located | undefined = document.root;
  while (at) {
    const step: Step | undefined = stepsIn(document, at).find(({ span: [start, end] }) => start <= offset && offset <= end);
    if (step) way.push(step);
    at = step?.node;
  }
  return way;
}

/** The way to the innermost key or item that holds a whole range. */
export function stepsAround(document: SpecDocument, range: readonly [number, number] | undefined): Step[] {
  if (!range) return [];
  const end = contentEnd(document.text, ...range);
  const way = stepsAt(document, range[0]);
  const depth = way.findLastIndex(({ span }) => span[1] >= end);
  return way.slice(0, depth + 1);
}
