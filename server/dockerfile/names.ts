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
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
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

/** The same in Compose files. */
const inCompose = (document: DockerfileDocument, { here }: NamesAt): NamePlace[] =>
  document.composePlaces.filter(({ id }) => id === here.id);

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
  if (!found) return undefined;
  const here = found.all.filter(({ isDefinition }) => !isDefinition || params.context.includeDeclaration);
  return [
    ...here.map(({ range }) => document.locationOf(document.path, range)),
    ...inCompose(document, found).map(({ file, range }) => document.locationOf(file, range)),
  ];
};

export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[], DockerfileDocument> = (
  { document },
  params,
) =>
  namesAt(document, params)?.all.map(({ range, isDefinition }) => ({
    range: document.rangeOfOffsets(range),
    kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));

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
  const refuse = (message: string): never => {
    throw new ResponseError(ErrorCodes.InvalidParams, message);
  };
  const { pattern, rule } = NAMES[kind];
  if (!pattern.test(newName)) refuse(`'${newName}' cannot name a ${kind}: ${rule}.`);
  const isTaken = document.names.some((one) => one.isDefinition && one.kind === kind && one.id !== id && one.name === newName);
  if (isTaken) refuse(`There is already a ${kind} '${newName}'.`);
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  const places = found.all.map((one) => ({ ...one, file: document.path }));
  for (const { file, name, range: offsets } of [...places, ...inCompose(document, found)]) {
    // A number means the stage whatever its name.
    if (kind === 'stage' && /^\d+$/.test(name)) continue;
    const { uri, range } = document.locationOf(file, offsets);
    (changes[uri] ??= []).push({ range, newText: newName });
  }
  return { changes };
};
