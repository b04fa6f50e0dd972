import { FoldingRangeRequest } from 'vscode-languageserver/node';
import { DockerfileDocument } from '../documents/DockerfileDocument';
import { rowsFor } from '../features/FeatureRow';
import type { FeatureRow } from '../features/FeatureRow';
import { foldingRanges } from './folding';

const row = rowsFor(DockerfileDocument);

/** The wiring of Dockerfiles: switching a feature off is removing its line. */
export const DOCKERFILE_FEATURES: readonly FeatureRow[] = [
  row(FoldingRangeRequest.type, foldingRanges, { foldingRangeProvider: true }),
];
