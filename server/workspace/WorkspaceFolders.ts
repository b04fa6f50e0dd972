import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { pathOf } from '../documents/OpenDocument';

/** The folders that are open in the client. */
export class WorkspaceFolders {
  private readonly connection: Connection;
  private readonly changed: () => void;
  private readonly open = new Set<string>();

  constructor(connection: Connection, changed: () => void) {
    this.connection = connection;
    this.changed = changed;
  }

  /** In the order they were opened. */
  get paths(): readonly string[] {
    return [...this.open];
  }

  /** What the client says first; it tells of changes from then on. */
  take(params: InitializeParams): void {
    for (const folder of foldersOf(params)) this.open.add(folder);
    this.connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
      for (const { uri } of removed) this.open.delete(pathOf(uri));
      for (const { uri } of added) this.open.add(pathOf(uri));
      this.changed();
    });
  }
}

/** Old ways of naming one included. */
function foldersOf({
  workspaceFolders,
  rootUri,
}: Pick<InitializeParams, 'workspaceFolders'> & { rootUri?: string | null }): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => pathOf(uri));
  return rootUri ? [pathOf(rootUri)] : [];
}
