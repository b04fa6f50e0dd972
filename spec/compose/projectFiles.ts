import { basename, dirname, join, resolve } from 'node:path';
import { MAIN_NAMES, OVERRIDE_NAMES } from './composeFileName';
import { parseDotEnv } from './dotenv';
import { includedFiles } from './includedFiles';

/** Directories above a file in which a project is looked for that includes it, and files that are read for that. */
export const MAX_LEVELS = 8;
const MAX_INCLUDING = 100;

type Env = Record<string, string | undefined>;

interface Surroundings {
  readFile: (path: string) => string | undefined;
  env: Env;
}

/** The files of a project in the order they are merged, and the variables they are read with. */
export interface ProjectFiles {
  files: string[];
  env: Env;
  /** Of a name that Compose takes by itself nowhere: its services may be there for others to extend. */
  mayBeBase?: boolean;
}

function dotEnv(directory: string, { readFile, env }: Surroundings): ReadonlyMap<string, string | undefined> {
  const path = join(directory, '.env');
  return parseDotEnv(readFile(path) ?? '', path, (name) => env[name]).variables;
}

/** The environment, above what `.env` of a directory says. */
function withDotEnv(directory: string, given: Surroundings): Env {
  return { ...Object.fromEntries(dotEnv(directory, given)), ...given.env };
}

/** `COMPOSE_FILE`, as absolute paths; none when it says nothing. */
function namedFiles(directory: string, given: Surroundings): string[] {
  const { readFile, env } = given;
  // Most say nothing of it, and this is asked after every edit.
  const isHere = readFile(join(directory, '.env'))?.includes('COMPOSE_FILE');
  const variables = isHere || env['COMPOSE_FILE'] ? dotEnv(directory, given) : undefined;
  const valueOf = (name: string): string | undefined => env[name] ?? variables?.get(name);
  const names = (valueOf('COMPOSE_FILE') ?? '').split(valueOf('COMPOSE_PATH_SEPARATOR') || ':');
  return names.filter((name) => name !== '').map((name) => resolve(directory, name));
}

function usualFiles(directory: string, { readFile }: Surroundings): string[] {
  const [main, override] = [MAIN_NAMES, OVERRIDE_NAMES].map((names) =>
    names.map((name) => join(directory, name)).find((path) => readFile(path) !== undefined),
  );
  return main === undefined ? [] : override === undefined ? [main] : [main, override];
}

/** A project elsewhere has a `.env` of its own, below the one of the directory that is asked about. */
function projectOf(files: string[], directory: string, given: Surroundings): ProjectFiles {
  return { files, env: dirname(files[0] ?? '') === directory ? given.env : withDotEnv(directory, given) };
}

/** What Compose takes in a directory when no file is named: those of `COMPOSE_FILE`, or the usual ones. */
export function projectIn(directory: string, given: Surroundings): ProjectFiles | undefined {
  const named = namedFiles(directory, given);
  const files = named.length > 0 ? named : usualFiles(directory, given);
  return files.length > 0 ? projectOf(files, directory, given) : undefined;
}

/** The same where one works: the usual files may be in a directory above. */
export function projectFrom(directory: string, given: Surroundings): ProjectFiles | undefined {
  const here = projectIn(directory, given);
  if (here) return here;
  for (let at = directory; at !== dirname(at);) {
    at = dirname(at);
    const files = usualFiles(at, given);
    if (files.length > 0) return projectOf(files, directory, given);
  }
  return undefined;
}

/** Whether files include one, by themselves or by others. */
function include(files: readonly string[], path: string, given: Surroundings, seen = new Set<string>()): boolean {
  return files.some((file) => {
    if (seen.has(file) || seen.size > MAX_INCLUDING) return false;
    seen.add(file);
    const included = includedFiles(file, given.readFile(file) ?? '');
    return included.includes(path) || include(included, path, given, seen);
  });
}

/**
 * The project of a directory above, or beside, that includes a file: the outermost, which has all the others. After every edit this looks for files that
 * are mostly not there, so their names are put together without being taken apart again.
 */
function projectIncluding(path: string, given: Surroundings): ProjectFiles | undefined {
  let found: ProjectFiles | undefined;
  let slash = path.lastIndexOf('/');
  for (let level = 0; level < MAX_LEVELS && slash >= 0; level++) {
    const directory = path.slice(0, slash);
    const hasIncluding = MAIN_NAMES.some((name) => given.readFile(`${directory}/${name}`)?.includes('include') === true);
    const files = hasIncluding ? usualFiles(directory || '/', given) : [];
    if (!files.includes(path) && include(files, path, given)) found = projectOf(files, directory || '/', given);
    slash = path.lastIndexOf('/', slash - 1);
    if (slash === 0 && directory === '') break;
  }
  return found;
}

/** What one file is checked as a part of: services of the files that are included with it are there, too. */
export function projectWith(path: string, given: Surroundings): ProjectFiles {
  return projectIncluding(path, given) ?? projectAround(path, given);
}

/** What is run with one file: the project of its directory, an override over the main file, or a project of its own. */
export function projectAround(path: string, given: Surroundings): ProjectFiles {
  const directory = dirname(path);
  const found = projectIn(directory, given);
  if (found?.files.includes(path)) return found;
  const [main] = OVERRIDE_NAMES.includes(basename(path)) ? usualFiles(directory, given) : [];
  if (main !== undefined) return { files: [main, path], env: given.env };
  return { files: [path], env: given.env, mayBeBase: !MAIN_NAMES.includes(basename(path)) };
}
