import { DocumentHighlightKind, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  Location,
  PrepareRenameParams,
  Range,
  ReferenceParams,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { SpecDocument } from '../documents/SpecDocument';
import { occurrenceAt, sameName } from '../names/findOccurrences';
import type { Occurrence } from '../names/Occurrence';
import type { Feature } from './Feature';

interface At {
  position: { line: number; character: number };
}

/** Every place of the name under the cursor, in all files of the project. */
function namesAt(document: SpecDocument, { position }: At): { here: Occurrence; all: Occurrence[] } | undefined {
  const occurrences = document.occurrences;
  const here = occurrenceAt(occurrences, document.path, document.offsetAt(position));
  return here && { here, all: sameName(occurrences, here) };
}

export const definition: Feature<DefinitionParams, Location[]> = ({ document }, params) =>
  namesAt(document, params)
    ?.all.filter(({ isDefinition }) => isDefinition)
    .map(({ file, range }) => document.locationOf(file, range));

export const references: Feature<ReferenceParams, Location[]> = ({ document }, params) =>
  namesAt(document, params)
    ?.all.filter(({ isDefinition }) => !isDefinition || params.context.includeDeclaration)
    .map(({ file, range }) => document.locationOf(file, range));

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[]> = ({ document }, params) =>
  namesAt(document, params)
    ?.all.filter(({ file }) => file === document.path)
    .map(({ range, isDefinition }) => ({
      range: document.rangeOfOffsets(range),
      kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));

export const prepareRename: Feature<PrepareRenameParams, { range: Range; placeholder: string }> = ({ document }, params) => {
  const found = namesAt(document, params);
  // A name that is defined nowhere in these files is not ours to change.
  if (!found?.all.some(({ isDefinition }) => isDefinition)) return undefined;
  return { range: document.rangeOfOffsets(found.here.range), placeholder: found.here.name };
};

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

export const rename: Feature<RenameParams, WorkspaceEdit> = ({ document }, params) => {
  const found = namesAt(document, params);
  if (!found?.all.some(({ isDefinition }) => isDefinition)) return undefined;
  const { newName } = params;
  const { section, name } = found.here;
  const refuse = (message: string): never => {
    throw new ResponseError(ErrorCodes.InvalidParams, message);
  };
  if (!NAME.test(newName)) refuse(`'${newName}' is not a name: use letters, digits, '.', '_' and '-'.`);
  const isTaken = document.occurrences.some((one) => one.isDefinition && one.section === section && one.name === newName);
  if (isTaken && newName !== name) refuse(`There is already '${newName}' under ${section}.`);
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const { file, range: offsets } of found.all) {
    const { uri, range } = document.locationOf(file, offsets);
    (changes[uri] ??= []).push({ range, newText: newName });
  }
  return { changes };
};
