import type {
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  Location,
  Position,
  PrepareRenameParams,
  Range,
  ReferenceParams,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';
import { highlightsOf, referencesTo } from '../names/answers';
import type { NamePlace } from '../names/Occurrence';
import { isOwnVariable, renameVariable } from '../names/renameVariable';

/** The variable at a place, and all places of it. */
export function variableHere(
  document: EnvDocument,
  position: Position,
): { here: NamePlace; all: readonly NamePlace[] } | undefined {
  const offset = document.offsetAt(position);
  const here = document.places.find(
    ({ file, range: [start, end] }) => file === document.path && start <= offset && offset <= end,
  );
  return here && { here, all: document.places.filter(({ name }) => name === here.name) };
}

export const definition: Feature<DefinitionParams, Location[], EnvDocument> = ({ document }, { position }) =>
  variableHere(document, position)
    ?.all.filter(({ isDefinition }) => isDefinition)
    .map(({ file, range }) => document.locationOf(file, range));

export const references: Feature<ReferenceParams, Location[], EnvDocument> = ({ document }, { position, context }) => {
  const found = variableHere(document, position);
  return found && referencesTo(document, found.all, context);
};

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[], EnvDocument> = (
  { document },
  { position },
) => {
  const found = variableHere(document, position);
  return found && highlightsOf(document, found.all);
};

export const prepareRename: Feature<PrepareRenameParams, { range: Range; placeholder: string }, EnvDocument> = (
  { document },
  { position },
) => {
  const found = variableHere(document, position);
  if (!found || !isOwnVariable(document, found.all)) return undefined;
  return { range: document.rangeOfOffsets(found.here.range), placeholder: found.here.name };
};

export const rename: Feature<RenameParams, WorkspaceEdit, EnvDocument> = ({ document }, { position, newName }) => {
  const found = variableHere(document, position);
  if (!found || !isOwnVariable(document, found.all)) return undefined;
  return renameVariable(document, found.all, document.places, newName);
};
