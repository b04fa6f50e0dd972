import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedEntry } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { contentEnd } from '../documents/contentEnd';
import { foldsOf } from '../dockerfile/folding';
import type { Feature } from './Feature';
import { fewestFolds } from './fewestFolds';
import { foldComments } from './foldComments';
import { foldRegions } from './foldRegions';

const MAX_RANGES = 5000;

/** From a key to the end of its value, when that is further down and written here. */
function foldOf(document: SpecDocument, entry: LocatedEntry): FoldingRange | undefined {
  const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
  const [start, end] = rangeInFile(entry.value);
  if (!document.isHere(entry.value) || start < keyEnd) return undefined;
  const { start: first, end: last } = document.rangeOfOffsets([keyStart, contentEnd(document.text, start, end)]);
  return last.line > first.line ? { startLine: first.line, endLine: last.line } : undefined;
}

export const foldingRanges: Feature<FoldingRangeParams, FoldingRange[]> = ({ document, client }, _, token) => {
  const folds: FoldingRange[] = [];
  const visit = (node: Located): void => {
    if (folds.length >= MAX_RANGES || token.isCancellationRequested) return;
    if (node.kind === 'seq') node.items.forEach(visit);
    if (node.kind !== 'map') return;
    for (const entry of node.entries.values()) {
      // What an anchor brings in is folded where it is written.
      if (rangeInFile(keyPlace(entry))[0] < rangeInFile(node)[0] || !document.isHere(keyPlace(entry))) continue;
      const fold = foldOf(document, entry);
      if (!fold) continue;
      folds.push(fold);
      visit(entry.value);
    }
  };
  if (document.root) visit(document.root);
  const { text, dockerfiles } = document;
  const all = [...folds, ...dockerfiles.flatMap(foldsOf), ...foldComments(text), ...foldRegions(text)];
  return fewestFolds(all, client.foldLimit);
};
