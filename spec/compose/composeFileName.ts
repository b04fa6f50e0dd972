import { basename, dirname, join } from 'node:path';

/** The same for clients that choose documents by a glob. */
export const COMPOSE_PATTERN = '**/{compose,compose.*,docker-compose,docker-compose.*}.{yml,yaml}';

const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;
const OVERRIDE_NAME = /^((?:docker-)?compose)\.override\.ya?ml$/i;

export function isComposeFileName(name: string): boolean {
  return COMPOSE_NAME.test(name);
}

/** Names of the file an override is merged over, in the order Compose looks for them; none for other files. */
function baseFileNames(name: string): string[] {
  if (!OVERRIDE_NAME.test(name)) return [];
  return ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
}

/** The files to load for one file: an override is seen over its base. */
export function projectFiles(path: string, isThere: (path: string) => boolean): string[] {
  const base = baseFileNames(basename(path))
    .map((name) => join(dirname(path), name))
    .find(isThere);
  return base === undefined ? [path] : [base, path];
}
