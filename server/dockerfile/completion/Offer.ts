import { MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionItemKind, MarkupContent } from 'vscode-languageserver/node';
import { orderOf } from '../../features/completion/order';

/** What may be put at the cursor, and how much of what is typed it replaces. */
export interface Offer {
  items: CompletionItem[];
  typed: string;
}

export const markdown = (value: string | undefined): MarkupContent | undefined =>
  value === undefined ? undefined : { kind: MarkupKind.Markdown, value };

export const valuesOf = (values: readonly string[], kind: CompletionItemKind): CompletionItem[] =>
  values.map((label) => ({ label, kind }));

/** Groups one after the other, each as it is written. */
export const inOrder = (...groups: CompletionItem[][]): CompletionItem[] =>
  groups.flat().map((item, index) => ({ ...item, sortText: orderOf(index) }));
