import type { CompletionItem } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../../documents/DockerfileDocument';
import type { LateFeature } from '../../features/Feature';
import type { ItemData } from '../../features/completion/completion';
import { resolveTag } from '../../images/resolveTag';

/** Of tags there is more to say; other items have it with them. */
export const resolveCompletion: LateFeature<CompletionItem, CompletionItem, DockerfileDocument> = (context, item, token) => {
  const data = item.data as ItemData | undefined;
  return data && 'image' in data.about ? resolveTag(context, item, data.about.image, token) : item;
};
