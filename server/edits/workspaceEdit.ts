import { pathToFileURL } from 'node:url';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';
import type { ClientAbilities } from '../features/Feature';

/** What an action does to files. */
export interface Changes {
  /** To the document it is offered in. */
  edits?: TextEdit[];
  /** To another file: text put at its end, or in a file that is made for it. */
  append?: { path: string; text: string };
}

/** `undefined` when it needs a file to be made and the client cannot. */
export function workspaceEdit(
  document: OpenDocument,
  client: Pick<ClientAbilities, 'createsFiles'>,
  { edits = [], append }: Changes,
): WorkspaceEdit | undefined {
  if (!append) return { changes: { [document.uri]: edits } };
  const { path, text } = append;
  const before = document.readFile(path);
  const uri = pathToFileURL(path).href;
  if (before !== undefined) {
    const at = document.locationOf(path, [before.length, before.length]).range;
    const newText = before === '' || before.endsWith('\n') ? text : `\n${text}`;
    return { changes: { ...(edits.length > 0 ? { [document.uri]: edits } : {}), [uri]: [{ range: at, newText }] } };
  }
  if (!client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      ...(edits.length > 0 ? [{ textDocument: { uri: document.uri, version: null }, edits }] : []),
    ],
  };
}
