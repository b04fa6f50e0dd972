const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;
const OVERRIDE_NAME = /^((?:docker-)?compose)\.override\.ya?ml$/i;

export function isComposeFileName(name: string): boolean {
  return COMPOSE_NAME.test(name);
}

/** Names of the file an override is merged over, in the order Compose looks for them; none for other files. */
export function baseFileNames(name: string): string[] {
  if (!OVERRIDE_NAME.test(name)) return [];
  return ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
}
