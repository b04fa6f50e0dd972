/** `.env`, `.env.local`, `web.env`. */
const ENV_NAME = /^(?:\.env(?:\..+)?|.+\.env)$/i;

/** The same for clients that choose documents by a glob. */
export const ENV_PATTERN = '**/{.env,.env.*,*.env}';

export function isEnvFileName(name: string): boolean {
  return ENV_NAME.test(name);
}
