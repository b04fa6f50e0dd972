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
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { highlightsOf, referencesTo, refuseName, renamed } from '../names/answers';
import type { NamePlace } from '../names/Occurrence';
import { nameAt } from './findNames';
import type { DockerfileName } from './findNames';

interface At {
  position: { line: number; character: number };
}

interface NamesAt {
  here: DockerfileName;
  /** In this file. */
  all: DockerfileName[];
}

function namesAt(document: DockerfileDocument, { position }: At): NamesAt | undefined {
  const here = nameAt(document.names, document.offsetAt(position));
  return here && { here, all: document.names.filter(({ id }) => id === here.id) };
}

/** In this file and in Compose files. */
const everywhere = (document: DockerfileDocument, { here, all }: NamesAt): NamePlace[] => [
  ...all.map((one) => ({ ...one, file: document.path })),
  ...document.composePlaces.filter(({ id }) => id === here.id),
];

/** A variable is declared wherever an ARG or ENV says so: the last before the place counts, in its own stage first. */
function declarationOf({ here, all }: NamesAt): DockerfileName | undefined {
  const declared = all.filter(({ isDefinition }) => isDefinition);
  const before = declared.filter(({ range }) => range[0] <= here.range[0]);
  return before.findLast(({ stage }) => stage === here.stage) ?? before.at(-1) ?? declared[0];
}

export const definition: Feature<DefinitionParams, Location[], DockerfileDocument> = ({ document }, params) => {
  const found = namesAt(document, params);
  if (!found) return undefined;
  const declaration = declarationOf(found);
  if (declaration) return [document.locationOf(document.path, declaration.range)];
  // A stage without a name, by its number.
  const stage = document.file.stages.find(({ index }) => found.here.id === `stage ${index}`);
  return stage && [document.locationOf(document.path, stage.from.name.range)];
};

export const references: Feature<ReferenceParams, Location[], DockerfileDocument> = ({ document }, params) => {
  const found = namesAt(document, params);
  return found && referencesTo(document, everywhere(document, found), params.context);
};

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[], DockerfileDocument> = (
  { document },
  params,
) => {
  const found = namesAt(document, params);
  return found && highlightsOf(document, everywhere(document, found));
};

const isNumber = ({ kind, name }: DockerfileName): boolean => kind === 'stage' && /^\d+$/.test(name);

export const prepareRename: Feature<PrepareRenameParams, { range: Range; placeholder: string }, DockerfileDocument> = (
  { document },
  params,
) => {
  const found = namesAt(document, params);
  // What is declared nowhere is the builder's, and a number is no name.
  if (!found?.all.some(({ isDefinition }) => isDefinition) || isNumber(found.here)) return undefined;
  return { range: document.rangeOfOffsets(found.here.range), placeholder: found.here.name };
};

const NAMES = {
  stage: {
    pattern: /^[a-z][a-z0-9-_.]*$/,
    rule: "begin with a lower-case letter, and use lower-case letters, digits, '-', '_' and '.'",
  },
  variable: { pattern: /^[a-zA-Z_]\w*$/, rule: "use letters, digits and '_', and no digit first" },
} as const;

export const rename: Feature<RenameParams, WorkspaceEdit, DockerfileDocument> = ({ document }, params) => {
  const found = namesAt(document, params);
  if (!found?.all.some(({ isDefinition }) => isDefinition) || isNumber(found.here)) return undefined;
  const { newName } = params;
  const { kind, id } = found.here;
  const { pattern, rule } = NAMES[kind];
  if (!pattern.test(newName)) refuseName(`'${newName}' cannot name a ${kind}: ${rule}.`);
  const isTaken = document.names.some((one) => one.isDefinition && one.kind === kind && one.id !== id && one.name === newName);
  if (isTaken) refuseName(`There is already a ${kind} '${newName}'.`);
  // A number means the stage whatever its name.
  const places = everywhere(document, found).filter(({ name }) => kind !== 'stage' || !/^\d+$/.test(name));
  return renamed(document, places, newName);
};
