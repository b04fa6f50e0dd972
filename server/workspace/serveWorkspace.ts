import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import type { Connection, InitializeParams, ServerCapabilities, SymbolInformation } from 'vscode-languageserver/node';
import type { ClientAbilities } from '../features/Feature';
import { pathOf } from '../documents/OpenDocument';
import type { Surroundings } from '../documents/OpenDocument';
import { WorkspaceSymbols } from './WorkspaceSymbols';

export function workspaceCapabilities({ hasFolders, hasWorkspaceSymbols }: ClientAbilities): ServerCapabilities {
  return {
    ...(hasFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
    ...(hasWorkspaceSymbols ? { workspaceSymbolProvider: { workDoneProgress: true } } : {}),
  };
}

/** Folders of the client, old ways of naming one included. */
function foldersOf({
  workspaceFolders,
  rootUri,
}: Pick<InitializeParams, 'workspaceFolders'> & { rootUri?: string | null }): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => pathOf(uri));
  return rootUri ? [pathOf(rootUri)] : [];
}

/** What is asked about all folders instead of one document; the function that is returned takes what the client says first. */
export function serveWorkspace(
  connection: Connection,
  files: Pick<Surroundings, 'readFile' | 'listDirectory'>,
): (params: InitializeParams) => void {
  const folders = new Set<string>();
  const index = new WorkspaceSymbols(files);
  connection.onWorkspaceSymbol(async ({ query }, token, progress, partial) => {
    const all: SymbolInformation[] = [];
    progress.begin('Looking through Compose files');
    for await (const found of index.find([...folders], query, token)) {
      if (partial) partial.report(found);
      else all.push(...found);
    }
    progress.done();
    return all;
  });
  return (params) => {
    for (const folder of foldersOf(params)) folders.add(folder);
    connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
      for (const { uri } of removed) folders.delete(pathOf(uri));
      for (const { uri } of added) folders.add(pathOf(uri));
    });
  };
}
