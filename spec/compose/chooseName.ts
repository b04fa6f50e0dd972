import { placeInFile } from '../Problem';
import { textOf, valueAt } from '../yaml/Located';
import type { ProjectSource } from './ComposeProject';
import { interpolate } from './interpolate';
import type { LoadContext } from './LoadContext';
import { report } from './LoadContext';
import { directoryProjectName, isProjectName } from './projectName';

/** The variable that says the name, and that the files may use for it whatever said it. */
export const NAME_VARIABLE = 'COMPOSE_PROJECT_NAME';

/** The name that the files give: that of the last which has one. */
function writtenName({ readFile, cache, lookup }: LoadContext, files: readonly string[], directory: string): string | undefined {
  const names = files.flatMap((path) => {
    const { root } = cache.file(path, directory).parse(readFile(path) ?? '');
    return textOf(valueAt(root, 'name')) ?? [];
  });
  const last = names.at(-1);
  return last === undefined ? undefined : interpolate(last, lookup).text;
}

/** Known before the files are taken in, as they may use it. */
export function chooseName(context: LoadContext, source: ProjectSource, directory: string): string {
  const given = source.name ?? context.lookup(NAME_VARIABLE);
  const chosen = given ?? writtenName(context, source.files, directory);
  if (chosen === undefined || chosen === '') return directoryProjectName(directory);
  // One that is written in the file is checked as a value.
  if (given !== undefined && !isProjectName(chosen)) {
    const place = placeInFile(source.files[0] ?? directory, [0, 0]);
    const message = `Project name '${chosen}' must be of lower-case letters, digits, '_' and '-', and begin with a letter or digit.`;
    report(context, 'project-name-invalid', place, message);
  }
  return chosen;
}
