import { basename, dirname, join } from 'node:path';
import { valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';
import { isComposeFileName } from './composeFileName';
import type { ProjectSource } from './ComposeProject';
import { includedFiles } from './includedFiles';
import { partsOf } from './partsOf';
import { MAX_LEVELS, projectIn } from './projectFiles';
import type { Section } from './vocabulary/ValueType';

/** Files of one directory, or that are included, looked at to find those that use one. */
const MAX_FILES = 50;

type Surroundings = Pick<ProjectSource, 'readFile' | 'env' | 'listNames'>;

/** The file that defines a name, of those that one is used with. */
export type DefinedBeside = (section: Section, name: string) => string | undefined;

function uses(file: string, path: string, readFile: Surroundings['readFile']): boolean {
  const text = readFile(file) ?? '';
  if (!text.includes('extends') && !text.includes('include')) return false;
  return [...partsOf(file, text, readFile).values()].some((files) => files.has(path));
}

/** Files of the same directory that name one. Projects of other directories, and those found by their names, are looked for there. */
function siblingsUsing(path: string, { readFile, listNames }: Surroundings): string[] {
  const names = listNames?.(dirname(path)) ?? [];
  const siblings = names.filter((name) => /\.ya?ml$/i.test(name) && name !== basename(path)).slice(0, MAX_FILES);
  return siblings
    .map((name) => join(dirname(path), name))
    .filter((file) => readFile(file)?.includes(basename(path)) && uses(file, path, readFile));
}

const rootOf = (file: string, readFile: Surroundings['readFile']): Located | undefined =>
  new YamlFile(file, dirname(file)).parse(readFile(file) ?? '').root;

/** Whether a file is to be laid over others, as its name says, or services that are whole in those alone. */
function isOver(path: string, files: readonly string[], bare: ReadonlySet<string>, { readFile }: Surroundings): boolean {
  if (isComposeFileName(basename(path))) return true;
  return files.some((file) => [...bare].some((name) => valueAt(rootOf(file, readFile), 'services', name)));
}

/** The files that one is used with: they give its services to others, or it is merged over them. */
function filesUsing(path: string, bare: ReadonlySet<string>, given: Surroundings): string[] {
  const found = siblingsUsing(path, given);
  let directory = dirname(path);
  for (let level = 0; level < MAX_LEVELS; level++) {
    const files = projectIn(directory, given)?.files ?? [];
    const isBeside = level === 0 && files.length > 0 && isOver(path, files, bare, given);
    if (isBeside || files.some((file) => uses(file, path, given.readFile))) found.push(...files);
    if (directory === dirname(directory)) break;
    directory = dirname(directory);
  }
  return found;
}

function withIncluded(files: readonly string[], readFile: Surroundings['readFile']): Set<string> {
  const all = new Set(files);
  for (const file of all) {
    if (all.size > MAX_FILES) break;
    for (const one of includedFiles(file, readFile(file) ?? '')) all.add(one);
  }
  return all;
}

/** What one file leaves to those it is used with, which is looked for when something is not in it. `bare` names services that it does not have whole. */
export function definedBeside(path: string, bare: ReadonlySet<string>, given: Surroundings): DefinedBeside {
  let roots: Map<string, Located | undefined> | undefined;
  return (section, name) => {
    const { readFile } = given;
    roots ??= new Map([...withIncluded(filesUsing(path, bare, given), readFile)].map((file) => [file, rootOf(file, readFile)]));
    for (const [file, root] of roots) if (file !== path && valueAt(root, section, name)) return file;
    return undefined;
  };
}
