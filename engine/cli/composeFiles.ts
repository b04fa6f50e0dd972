import { resolve } from 'node:path';
import { MAIN_NAMES } from '../../spec/compose/composeFileName';
import { projectFrom } from '../../spec/compose/projectFiles';
import type { ProjectFiles } from '../../spec/compose/projectFiles';
import { readSmallFile } from '../../spec/readSmallFile';

/** Files as absolute paths, with the variables of this shell; without any what Compose takes in this directory. */
export function composeFiles(files: string[]): ProjectFiles {
  const { env } = process;
  if (files.length > 0) return { files: files.map((file) => resolve(file)), env };
  const found = projectFrom(process.cwd(), { env, readFile: readSmallFile });
  if (found === undefined) throw new Error(`no Compose file given, and none of ${MAIN_NAMES.join(', ')} is here or above`);
  return found;
}
