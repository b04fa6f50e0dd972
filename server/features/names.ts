import type {
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  LinkedEditingRangeParams,
  LinkedEditingRanges,
  Location,
  PrepareRenameParams,
  Range,
  ReferenceParams,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { SpecDocument } from '../documents/SpecDocument';
import { anchorAt, anchorNames } from '../names/anchors';
import { highlightsOf, referencesTo, refuseName, renamed } from '../names/answers';
import { buildNamesAt } from '../names/buildNames';
import { occurrenceAt, sameName } from '../names/findOccurrences';
import type { NamePlace, Occurrence } from '../names/Occurrence';
import { isOwnVariable, renameVariable } from '../names/renameVariable';
import { projectVariables, variableAt } from '../names/variables';
import type { Feature } from './Feature';

/** Every place of the name under the cursor: of an anchor in this file, of other names in all files of the project and its Dockerfiles. */
export function namesAt(
  document: SpecDocument,
  offset: number,
): { here: NamePlace & Partial<Occurrence>; all: NamePlace[] } | undefined {
  const { occurrences } = document;
  const here = occurrenceAt(occurrences, document.path, offset);
  return here ? { here, all: sameName(occurrences, here) } : (anchorAt(document, offset) ?? buildNamesAt(document, offset));
}

/** A variable that may have another name. */
function ownVariableAt(document: SpecDocument, offset: number): ReturnType<typeof variableAt> {
  const found = variableAt(document, offset);
  return found && isOwnVariable(document, found.all) ? found : undefined;
}

/** The same with variables. */
const placesAt = (document: SpecDocument, offset: number): readonly NamePlace[] | undefined =>
  (namesAt(document, offset) ?? variableAt(document, offset))?.all;

export const definition: Feature<DefinitionParams, Location[]> = ({ document }, params) =>
  placesAt(document, document.offsetAt(params.position))
    ?.filter(({ isDefinition }) => isDefinition)
    .map(({ file, range }) => document.locationOf(file, range));

export const references: Feature<ReferenceParams, Location[]> = ({ document }, params) => {
  const found = placesAt(document, document.offsetAt(params.position));
  return found && referencesTo(document, found, params.context);
};

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[]> = ({ document }, params) => {
  const found = placesAt(document, document.offsetAt(params.position));
  return found && highlightsOf(document, found);
};

export const prepareRename: Feature<PrepareRenameParams, { range: Range; placeholder: string }> = ({ document }, params) => {
  const offset = document.offsetAt(params.position);
  const found = namesAt(document, offset) ?? ownVariableAt(document, offset);
  // A name that is defined nowhere in these files is not ours to change.
  if (!found?.all.some(({ isDefinition }) => isDefinition)) return undefined;
  return { range: document.rangeOfOffsets(found.here.range), placeholder: found.here.name };
};

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** Whether another thing of the same kind has the name already. */
function isTaken(document: SpecDocument, { section, scope }: Partial<Occurrence>, name: string): boolean {
  if (!section) return anchorNames(document).has(name);
  return sameName(document.occurrences, { section, scope, name }).some(({ isDefinition }) => isDefinition);
}

export const rename: Feature<RenameParams, WorkspaceEdit> = ({ document }, { position, newName }) => {
  const offset = document.offsetAt(position);
  const found = namesAt(document, offset);
  const variable = found ? undefined : ownVariableAt(document, offset);
  if (variable) return renameVariable(document, variable.all, projectVariables(document), newName);
  if (!found?.all.some(({ isDefinition }) => isDefinition)) return undefined;
  const { here } = found;
  const { section } = here;
  if (!NAME.test(newName)) refuseName(`'${newName}' is not a name: use letters, digits, '.', '_' and '-'.`);
  if (newName !== here.name && isTaken(document, here, newName))
    refuseName(`There is already '${newName}' ${section ? `under ${section}` : 'among the anchors'}.`);
  return renamed(document, found.all, newName);
};

const WORD = '[a-zA-Z0-9._-]+';

/** Places that are typed in at once; not those of a name other files use as well, which would be left behind. */
export const linkedEditingRange: Feature<LinkedEditingRangeParams, LinkedEditingRanges> = ({ document }, { position }) => {
  const all = namesAt(document, document.offsetAt(position))?.all ?? [];
  const isHere = all.every(({ file }) => file === document.path);
  if (all.length < 2 || !isHere || !all.some(({ isDefinition }) => isDefinition)) return undefined;
  return { ranges: all.map(({ range }) => document.rangeOfOffsets(range)), wordPattern: WORD };
};
