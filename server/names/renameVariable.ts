import type { WorkspaceEdit } from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';
import { refuseName, renamed } from './answers';
import type { NamePlace } from './Occurrence';

const NAME = /^[a-zA-Z_]\w*$/;
/** What Compose itself looks for, whatever the files say. */
const OF_COMPOSE = /^(?:COMPOSE|DOCKER|BUILDKIT|BUILDX)_/;

/** Whether a variable is ours to rename: a file sets it, and neither the environment nor Compose gives it a meaning. */
export function isOwnVariable({ env }: OpenDocument, all: readonly NamePlace[]): boolean {
  const name = all[0]?.name ?? '';
  return all.some(({ isDefinition }) => isDefinition) && env[name] === undefined && !OF_COMPOSE.test(name);
}

export function renameVariable(
  document: OpenDocument,
  all: readonly NamePlace[],
  known: readonly NamePlace[],
  newName: string,
): WorkspaceEdit {
  if (!NAME.test(newName)) refuseName(`'${newName}' is not the name of a variable: use letters, digits and '_'.`);
  const isTaken = newName !== all[0]?.name && known.some(({ name, isDefinition }) => isDefinition && name === newName);
  if (isTaken || document.env[newName] !== undefined) refuseName(`There is already a variable '${newName}'.`);
  return renamed(document, all, newName);
}
