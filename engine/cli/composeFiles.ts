import { resolve } from 'node:path';
import { MAIN_NAMES } from '../../spec/compose/composeFileName';
import { projectFrom } from '../../spec/compose/projectFiles';
import type { ProjectFiles } from '../../spec/compose/projectFiles';
import { readSmallFile } from '../../spec/readSmallFile';

function found(files: string[]): ProjectFiles | undefined {
  const { env } = process;
  if (files.length > 0) return { files: files.map((file) => resolve(file)), env };
  return projectFrom(process.cwd(), { env, readFile: readSmallFile });
}

/** Files as absolute paths, with the variables of this shell; without any what Compose takes in this directory. */
export function composeFiles(files: string[]): ProjectFiles {
  const project = found(files);
  if (project) return project;
  throw new Error(`no Compose file given, and none of ${MAIN_NAMES.join(', ')} is here or above`);
}

/** What names a project that is there: its files, or where there are none its name. */
export function composeProject(files: string[], name: string | undefined): ProjectFiles | { project: string } {
  const known = name ?? (found(files) ? undefined : process.env['COMPOSE_PROJECT_NAME']);
  return known ? { project: known } : composeFiles(files);
}
