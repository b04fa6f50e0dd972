import type { CompletionItem } from 'vscode-languageserver/node';
import { resolveTag } from '../../images/resolveTag';
import type { LateFeature } from '../Feature';
import type { ItemData } from './completion';
import { documentation } from './documentation';

/** Documentation of the one item that is looked at. */
export const resolveCompletion: LateFeature<CompletionItem, CompletionItem> = (context, item, token) => {
  const data = item.data as ItemData | undefined;
  if (data && 'image' in data.about) return resolveTag(context, item, data.about.image, token);
  return data ? { ...item, ...documentation(context, data.about) } : item;
};
