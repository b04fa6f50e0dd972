/** The order Compose looks in; the first that is there is taken. */
export const MAIN_NAMES: readonly string[] = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The same for the file that is merged over it. It need not be named like the main file. */
export const OVERRIDE_NAMES: readonly string[] = [
  ...['compose.override.yml', 'compose.override.yaml'],
  ...['docker-compose.override.yml', 'docker-compose.override.yaml'],
];

export const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;

/** The same for clients that choose documents by a glob. */
export const COMPOSE_PATTERN = '**/{compose,compose.*,compose-*,docker-compose,docker-compose.*,docker-compose-*}.{yml,yaml}';

export function isComposeFileName(name: string): boolean {
  return COMPOSE_NAME.test(name);
}
