import type { InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { pushedHints } from '../images/pushedHints';

export const inlayHints: Feature<InlayHintParams, InlayHint[], DockerfileDocument> = (context, { range }) =>
  pushedHints(context, range);
