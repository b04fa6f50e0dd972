import { dirname, resolve } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { textOf, valueAt } from '../../../../spec/yaml/Located';
import type { Candidate, Place, Source } from '../Source';

/** Names that need no quotes and end no part of a short form. */
const PLAIN_NAME = /^[^\s:#'"\\,[\]{}&*!|>%`$]+$/;

/** Which of the sources are paths, and whether files are among them. */
const TAKES_FILES: Readonly<Record<string, boolean>> = { directory: false, file: true, path: true };

/** The directory that relative paths of a place start from. */
function baseOf({ context, cursor }: Place): string {
  const { document } = context;
  const base = dirname(document.path);
  if (cursor.path.at(-1) !== 'dockerfile') return base;
  const build = textOf(valueAt(document.root, ...cursor.path.slice(0, -1), 'context'));
  return resolve(base, build ?? '.');
}

/** Names that the file of a key has as a rule. */
const USUAL_NAMES: Readonly<Record<string, RegExp>> = {
  env_file: /(^|\.)env(\.|$)/i,
  dockerfile: /(docker|container)file/i,
  include: /\.ya?ml$/i,
  extends: /\.ya?ml$/i,
};

/** Which come first: what the key is for, then what else it takes, and ways to both. */
function orderIn({ path }: Place['cursor'], takesFiles: boolean): (name: string, isDirectory: boolean) => string {
  const key = path.findLast((step) => typeof step === 'string' && Object.hasOwn(USUAL_NAMES, step));
  const usual = USUAL_NAMES[key ?? ''];
  return (name, isDirectory) => {
    if (usual) return isDirectory ? '4' : usual.test(name) ? '3' : '5';
    return isDirectory || !takesFiles ? '3' : '4';
  };
}

/** The directory that everything starts from is what most builds are of. */
const HERE: Candidate = {
  label: '.',
  kind: CompletionItemKind.Folder,
  insert: { kind: 'value', text: '.', isText: true },
  about: { text: 'The directory of this file.' },
  order: '2',
};

function entries(place: Place, takesFiles: boolean, start = ''): Candidate[] {
  const { context, cursor } = place;
  const { document } = context;
  const slash = cursor.prefix.lastIndexOf('/') + 1;
  const folder = slash === 0 ? start : cursor.prefix.slice(0, slash);
  const home = document.env['HOME'];
  const directory = folder.startsWith('~/') && home !== undefined ? home + folder.slice(1) : resolve(baseOf(place), folder);
  const column = cursor.column + slash;
  const order = orderIn(cursor, takesFiles);
  const here = takesFiles || slash > 0 ? [] : [HERE];
  const below = document
    .listDirectory(directory)
    .filter(({ name, isDirectory }) => (isDirectory || takesFiles) && PLAIN_NAME.test(name))
    .map(({ name, isDirectory }): Candidate => {
      // A directory goes on with what is in it.
      const text = (slash === 0 ? start : '') + name + (isDirectory ? '/' : '');
      const kind = isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File;
      return { label: text, kind, insert: { kind: 'part', text, column }, order: order(name, isDirectory) };
    });
  return [...here, ...below];
}

/** Files and directories of this machine. */
export const paths: Source = (place) => {
  const { prefix } = place.cursor;
  if (prefix.includes('$')) return [];
  return alternatives(place.type).flatMap((option): Candidate[] => {
    if (option.kind === 'string' && option.source !== undefined && Object.hasOwn(TAKES_FILES, option.source))
      return entries(place, TAKES_FILES[option.source] === true);
    // Without a dot it would be the name of a volume; behind the colon is a path of the container.
    if (option.kind === 'volume' && /^($|[./~])/.test(prefix) && !prefix.includes(':')) return entries(place, true, './');
    return [];
  });
};
