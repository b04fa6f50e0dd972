import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { atCursor, URI } from '../../TestClient';
import type { ClientOptions } from '../../TestClient';

/** An editor that takes snippets and asks for documentation when it shows it. */
export const EDITOR: ClientOptions = {
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation', 'detail'] } } },
    },
  },
};
export const CONFIG_URI = 'file:///bundle/config.json';

export async function complete(marked: string, options?: ClientOptions, uri = URI): Promise<CompletionItem[]> {
  return (await atCursor(marked, (client, line, character) => client.completion(line, character, uri), options, uri)) ?? [];
}

export async function labels(marked: string, options?: ClientOptions, uri = URI): Promise<string[]> {
  return (await complete(marked, options, uri)).map(({ label }) => label);
}

/** The text after somebody chose the item; `undefined` when it is not offered. */
export async function chosen(marked: string, label: string, options?: ClientOptions, uri = URI): Promise<string | undefined> {
  const item = (await complete(marked, options, uri)).find((one) => one.label === label);
  return item && applied(marked.replace('|', ''), [...(item.additionalTextEdits ?? []), item.textEdit as TextEdit]);
}
