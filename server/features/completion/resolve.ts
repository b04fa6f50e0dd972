import type { CompletionItem } from 'vscode-languageserver/node';
import type { Feature } from '../Feature';
import type { ItemData } from './completion';
import { documentation } from './documentation';

/** Documentation of the one item that is looked at. */
export const resolveCompletion: Feature<CompletionItem, CompletionItem> = (context, item) => {
  const data = item.data as ItemData | undefined;
  return data ? { ...item, ...documentation(context, data.about) } : item;
};
