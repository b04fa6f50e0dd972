import { constants, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REGISTRY } from '../spec/words/imageReference';
import { credentialsOfHelper } from './credentialHelper';
import { fieldsOf, parseJson, textOf } from './json';
import type { Fields } from './json';

/** What somebody has for a registry: a password, or a token to get others with. */
export type Credentials = { user: string; password: string } | { identityToken: string };

/** The logins of this user. */
export interface Logins {
  hosts: () => readonly string[];
  /** `undefined` without a login. */
  credentials: (host: string) => Promise<Credentials | undefined>;
}

const MAX_BYTES = 1024 * 1024;
const MAX_SECRET = 64 * 1024;

/** `https://index.docker.io/v1/` as the Docker client writes it, or `https://host`. */
function hostOfKey(key: string): string {
  const host = key
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  return /^(?:index|registry-1)\.docker\.io$/.test(host) ? DEFAULT_REGISTRY : host;
}

function entryFor(fields: Fields | undefined, host: string): [key: string, value: unknown] | undefined {
  return Object.entries(fields ?? {}).find(([key]) => hostOfKey(key) === host.toLowerCase());
}

function decoded(entry: Fields | undefined): Credentials | undefined {
  const identityToken = textOf(entry?.['identitytoken'], MAX_SECRET);
  if (identityToken) return { identityToken };
  const text = Buffer.from(textOf(entry?.['auth'], MAX_SECRET) ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon > 0) return { user: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') };
  const [user, password] = [textOf(entry?.['username']), textOf(entry?.['password'], MAX_SECRET)];
  return user && password ? { user, password } : undefined;
}

/** `config.json` of the Docker client: `DOCKER_CONFIG`, or `~/.docker`. */
export function dockerConfigPath(env: Record<string, string | undefined>): string {
  return join(env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.docker'), 'config.json');
}

/** The file as it is now; it is read again only when it has changed, as after a login. */
class ConfigFile {
  private readonly path: string;
  private known: { version: string; fields: Fields } | undefined;

  constructor(path: string) {
    this.path = path;
  }

  read(): Fields {
    try {
      const { size, mtimeMs, ino, ...stat } = statSync(this.path);
      const version = `${ino} ${size} ${mtimeMs}`;
      if (this.known?.version === version) return this.known.fields;
      // A pipe would be waited for.
      const isReadable = (stat.mode & constants.S_IFMT) === constants.S_IFREG && size <= MAX_BYTES;
      const fields = isReadable ? (fieldsOf(parseJson(readFileSync(this.path))) ?? {}) : {};
      this.known = { version, fields };
      return fields;
    } catch {
      return {};
    }
  }
}

function hostsIn(config: Fields): string[] {
  const keys = ['auths', 'credHelpers'].flatMap((name) => Object.keys(fieldsOf(config[name]) ?? {}));
  return [...new Set(keys.map(hostOfKey))].filter((host) => host !== '');
}

async function credentialsIn(config: Fields, host: string): Promise<Credentials | undefined> {
  const own = entryFor(fieldsOf(config['credHelpers']), host);
  const [key, entry] = entryFor(fieldsOf(config['auths']), host) ?? [];
  const helper = textOf(own?.[1]) ?? (key === undefined ? undefined : textOf(config['credsStore']));
  return helper ? credentialsOfHelper(helper, own?.[0] ?? key ?? host) : decoded(fieldsOf(entry));
}

/** Logins in a `config.json` of the Docker client, those that a helper keeps among them. A file that is none has no logins. */
export function dockerLogins(path: string): Logins {
  const file = new ConfigFile(path);
  return { hosts: () => hostsIn(file.read()), credentials: (host) => credentialsIn(file.read(), host) };
}
