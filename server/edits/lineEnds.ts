import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';

/** The same actions: in a document whose lines end in CR and LF, new ones do so, too. Not every editor sees to that. */
export function withLineEnds(document: OpenDocument, actions: readonly CodeAction[]): CodeAction[] {
  if (!document.text.includes('\r\n')) return [...actions];
  return actions.map((action) => (action.edit ? { ...action, edit: ended(document.uri, action.edit) } : action));
}

function ended(uri: string, { changes = {}, documentChanges }: WorkspaceEdit): WorkspaceEdit {
  const endedIn = <Edit extends TextEdit>(of: string, edits: readonly Edit[]): Edit[] =>
    edits.map((edit) => (of === uri ? { ...edit, newText: edit.newText.replace(/\r?\n/g, '\r\n') } : edit));
  if (documentChanges)
    return {
      documentChanges: documentChanges.map((change) =>
        'edits' in change ? { ...change, edits: endedIn(change.textDocument.uri, change.edits as TextEdit[]) } : change,
      ),
    };
  return { changes: Object.fromEntries(Object.entries(changes).map(([of, edits]) => [of, endedIn(of, edits)])) };
}
