import { DocumentHighlightKind, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { DocumentHighlight, Location, ReferenceContext, WorkspaceEdit } from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';
import type { NamePlace } from './Occurrence';

/** Places of a name as answers to requests: the same whatever kind of document was asked. */
export function referencesTo(
  document: OpenDocument,
  places: readonly NamePlace[],
  { includeDeclaration }: ReferenceContext,
): Location[] {
  const shown = places.filter(({ isDefinition }) => !isDefinition || includeDeclaration);
  return shown.map(({ file, range }) => document.locationOf(file, range));
}

/** Of those in the document itself. */
export function highlightsOf(document: OpenDocument, places: readonly NamePlace[]): DocumentHighlight[] {
  return places
    .filter(({ file }) => file === document.path)
    .map(({ range, isDefinition }) => ({
      range: document.rangeOfOffsets(range),
      kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

export function renamed(document: OpenDocument, places: readonly NamePlace[], newName: string): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const { file, range: offsets } of places) {
    const { uri, range } = document.locationOf(file, offsets);
    (changes[uri] ??= []).push({ range, newText: newName });
  }
  return { changes };
}

/** Said to the person who asked for another name. */
export function refuseName(message: string): never {
  throw new ResponseError(ErrorCodes.InvalidParams, message);
}
