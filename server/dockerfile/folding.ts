import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { foldComments } from '../features/folding';

export const foldingRanges: Feature<FoldingRangeParams, FoldingRange[], DockerfileDocument> = ({ document }) => [
  ...foldComments(document.text),
];
