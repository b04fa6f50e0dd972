import { MAIN_NAMES } from '../../spec/compose/composeFileName';
import { projectFrom } from '../../spec/compose/projectFiles';
import type { ProjectFiles } from '../../spec/compose/projectFiles';
import { readSmallFile } from '../../spec/readSmallFile';
import { absolutePath } from './absolutePath';
import type { Invocation } from './Invocation';

function found(files: string[], { env, cwd }: Invocation): ProjectFiles | undefined {
  if (files.length > 0) return { files: files.map((file) => absolutePath(file, cwd)), env };
  return projectFrom(cwd(), { env, readFile: readSmallFile });
}

/** Files as absolute paths, with the variables of this shell; without any what Compose takes in this directory. */
export function composeFiles(files: string[], invocation: Invocation): ProjectFiles {
  const project = found(files, invocation);
  if (project) return project;
  throw new Error(`no Compose file given, and none of ${MAIN_NAMES.join(', ')} is here or above`);
}

/** What names a project that is there: its files, or where there are none its name. */
export function composeProject(
  files: string[],
  name: string | undefined,
  invocation: Invocation,
): ProjectFiles | { project: string } {
  const known = name ?? (found(files, invocation) ? undefined : invocation.env['COMPOSE_PROJECT_NAME']);
  return known ? { project: known } : composeFiles(files, invocation);
}
