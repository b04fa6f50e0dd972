import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';
import { fewestFolds } from '../features/fewestFolds';
import { foldComments } from '../features/foldComments';
import { foldRegions } from '../features/foldRegions';

/** Values over several lines, comments and regions. */
export const foldingRanges: Feature<FoldingRangeParams, FoldingRange[], EnvDocument> = ({ document, client }) => {
  const values = document.assignments.flatMap(({ range, valueRange }): FoldingRange[] => {
    const { start, end } = document.rangeOfOffsets([range[0], Math.max(range[1], valueRange[1])]);
    return end.line > start.line ? [{ startLine: start.line, endLine: end.line }] : [];
  });
  return fewestFolds([...values, ...foldComments(document.text), ...foldRegions(document.text)], client.foldLimit);
};
