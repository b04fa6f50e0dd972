/** Variables that Compose reads from `.env` for itself. */
export const COMPOSE_VARIABLES: readonly (readonly [name: string, text: string])[] = [
  ['COMPOSE_FILE', 'The files of the project, in the order they are merged.'],
  ['COMPOSE_PATH_SEPARATOR', 'What stands between the names in COMPOSE_FILE; a colon without it.'],
  ['COMPOSE_PROFILES', 'Profiles that are enabled, with commas between them.'],
  ['COMPOSE_PROJECT_NAME', 'The name of the project, before the one in its files.'],
  ['COMPOSE_ENV_FILES', 'Files with variables that are read in the place of `.env`.'],
  ['COMPOSE_CONVERT_WINDOWS_PATHS', 'Whether paths of Windows in mounts are converted.'],
  ['COMPOSE_IGNORE_ORPHANS', 'Whether containers of services that are gone are not looked for.'],
  ['COMPOSE_PARALLEL_LIMIT', 'How many calls to the engine are made at once.'],
  ['COMPOSE_REMOVE_ORPHANS', 'Whether containers of services that are gone are removed.'],
];
