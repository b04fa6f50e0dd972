import type { Connection, ServerCapabilities, SymbolInformation } from 'vscode-languageserver/node';
import type { ClientAbilities } from '../features/Feature';
import type { Surroundings } from '../documents/OpenDocument';
import type { WorkspaceFolders } from './WorkspaceFolders';
import { WorkspaceSymbols } from './WorkspaceSymbols';

export function workspaceCapabilities({ hasFolders, hasWorkspaceSymbols }: ClientAbilities): ServerCapabilities {
  return {
    ...(hasFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
    ...(hasWorkspaceSymbols ? { workspaceSymbolProvider: { workDoneProgress: true } } : {}),
  };
}

/** What is asked about all folders instead of one document. */
export function serveWorkspace(
  connection: Connection,
  folders: WorkspaceFolders,
  files: Pick<Surroundings, 'readFile' | 'listDirectory'>,
): void {
  const index = new WorkspaceSymbols(files);
  connection.onWorkspaceSymbol(async ({ query }, token, progress, partial) => {
    const all: SymbolInformation[] = [];
    progress.begin('Looking through Compose files');
    for await (const found of index.find(folders.paths, query, token)) {
      if (partial) partial.report(found);
      else all.push(...found);
    }
    progress.done();
    return token.isCancellationRequested ? null : all;
  });
}
