import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { fewestFolds } from '../features/fewestFolds';
import { foldComments } from '../features/foldComments';
import { foldRegions } from '../features/foldRegions';
import { rangeOfStage } from './documentSymbols';

const MAX_RANGES = 5000;

/** Stages, instructions of several lines and heredocs. */
export function foldsOf(document: DockerfileDocument): FoldingRange[] {
  const { stages, instructions } = document.file;
  const ranges = [
    ...stages.map(rangeOfStage),
    ...instructions.map(({ range }) => range),
    ...instructions.flatMap(({ heredocs }) => (heredocs.length > 1 ? heredocs.map(({ body }) => body) : [])),
  ];
  return ranges.slice(0, MAX_RANGES).flatMap((range): FoldingRange[] => {
    const { start, end } = document.rangeOfOffsets(range);
    return end.line > start.line ? [{ startLine: start.line, endLine: end.line }] : [];
  });
}

export const foldingRanges: Feature<FoldingRangeParams, FoldingRange[], DockerfileDocument> = ({ document, client }) =>
  fewestFolds([...foldsOf(document), ...foldComments(document.text), ...foldRegions(document.text)], client.foldLimit);
