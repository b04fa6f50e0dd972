import type { Range, SelectionRange, SelectionRangeParams } from 'vscode-languageserver/node';
import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { DockerfileDocument } from '../documents/DockerfileDocument';
import type { SpecDocument } from '../documents/SpecDocument';
import { contentEnd } from '../documents/contentEnd';
import { selectionAt } from '../dockerfile/selectionRanges';
import type { Feature } from './Feature';
import { selectionChain } from './selectionChain';

/** Ranges around an offset from the outermost in, each inside the one before. */
function rangesAround(document: SpecDocument, offset: number): [number, number][] {
  const chain: [number, number][] = [[0, document.text.length]];
  const enter = (start: number, end: number): boolean => {
    const [outerStart, outerEnd] = chain.at(-1) ?? [0, 0];
    const trimmed = contentEnd(document.text, start, end);
    if (offset < start || offset > trimmed || start < outerStart || trimmed > outerEnd) return false;
    if (start !== outerStart || trimmed !== outerEnd) chain.push([start, trimmed]);
    return true;
  };
  const enterQuotes = (start: number, end: number): void => {
    const isQuoted = /["']/.test(document.text.charAt(start)) && document.text.charAt(start) === document.text.charAt(end - 1);
    if (isQuoted && end - start > 2 && offset > start && offset < end) enter(start + 1, end - 1);
  };
  const visit = (node: Located): void => {
    if (!document.isHere(node) || !enter(...rangeInFile(node))) return;
    if (node.kind === 'scalar') enterQuotes(...rangeInFile(node));
    if (node.kind === 'seq') node.items.forEach(visit);
    if (node.kind !== 'map') return;
    for (const entry of node.entries.values()) {
      const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
      const [start, end] = rangeInFile(entry.value);
      const isBeside = document.isHere(entry.value) && start >= keyEnd;
      if (!document.isHere(keyPlace(entry)) || !enter(keyStart, isBeside ? end : keyEnd)) continue;
      if (!enter(keyStart, keyEnd)) visit(entry.value);
      return;
    }
  };
  if (document.root) visit(document.root);
  return chain;
}

const isWithin = ({ start, end }: Range, outer: Range): boolean =>
  (start.line > outer.start.line || (start.line === outer.start.line && start.character >= outer.start.character)) &&
  (end.line < outer.end.line || (end.line === outer.end.line && end.character <= outer.end.character));

/** The ranges of a text within another one, and around them those of the other. */
function continued(around: SelectionRange, { range, parent }: SelectionRange): SelectionRange {
  const outer = parent ? continued(around, parent) : around;
  return isWithin(range, outer.range) ? { range, parent: outer } : outer;
}

export const selectionRanges: Feature<SelectionRangeParams, SelectionRange[]> = ({ document }, { positions }) =>
  positions.map((position) => {
    const around = selectionChain(document, position, rangesAround(document, document.offsetAt(position)));
    const embedded = document.embeddedAt?.(position);
    return embedded instanceof DockerfileDocument ? continued(around, selectionAt(embedded, position)) : around;
  });
