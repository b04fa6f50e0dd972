import { loadProject } from '../../../../spec/compose/loadProject';
import type { ComposeService, LoadResult, ProjectSource } from '../../../../spec/compose/ComposeProject';

/** Loads files of a made-up tree; the first is `/p/compose.yaml` unless said otherwise. */
export function load(files: Record<string, string>, source: Partial<ProjectSource> = {}): LoadResult {
  return loadProject({
    files: ['/p/compose.yaml'],
    env: {},
    readFile: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    ...source,
  });
}

export function loadService(
  yaml: string,
  name = 'web',
  source: Partial<ProjectSource> = {},
  others: Record<string, string> = {},
): ComposeService {
  const { project, problems } = load({ '/p/compose.yaml': yaml, ...others }, source);
  const service = project.services.find((one) => one.name === name);
  if (!service) throw new Error(`no service ${name}: ${JSON.stringify(problems)}`);
  return service;
}

/** `code@text`, where text is what the problem points at. */
export function shown(files: Record<string, string>, { problems }: LoadResult): string[] {
  return problems.map(({ code, file, range }) => `${code}@${file && range ? (files[file] ?? '').slice(...range) : ''}`);
}
