import { parseChallenges } from './challenge';
import type { Challenge } from './challenge';
import type { Credentials } from './dockerConfig';
import { exchange } from './exchange';
import type { Request } from './exchange';
import { isSafeAddress } from './hosts';
import { countOf, fieldsOf, parseJson, textOf } from './json';
import { RegistryError } from './RegistryError';

const MAX_BYTES = 256 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_TOKEN = 64 * 1024;
/** What a token without a lifetime has, by the distribution-spec's token page, and how much before its end another is fetched. */
const LIFETIME_S = 60;
const EARLY_S = 10;
const MAX_KNOWN = 200;
const CLIENT_ID = 'bulkhead';

interface Known {
  header: string;
  until: number;
}

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/**
 * Answers what registries ask of who asks them: Basic, or tokens (distribution: token authentication). A login is sent to its registry, or to the
 * service its registry names for tokens over TLS; a registry that would misuse that has the login anyway.
 */
export class Authorizer {
  private readonly credentials: (host: string) => Promise<Credentials | undefined>;
  /** By registry and repository: a token for one is none for another. */
  private readonly known = new Map<string, Known>();

  constructor(credentials: (host: string) => Promise<Credentials | undefined>) {
    this.credentials = credentials;
  }

  /** What to send with a first question. */
  header(host: string, repository: string): string | undefined {
    const known = this.known.get(`${host} ${repository}`);
    return known && known.until > performance.now() ? known.header : undefined;
  }

  /**
   * What to send after a registry asked for it.
   * @throws {RegistryError} `denied` when there is nothing that it would take
   */
  async answer(host: string, repository: string, challenge: string, signal: AbortSignal | undefined): Promise<string> {
    const challenges = parseChallenges(challenge);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const credentials = await this.credentials(host);
    const isBasic = challenges.some(({ scheme }) => scheme === 'basic');
    if (!bearer && isBasic && credentials && 'user' in credentials)
      return this.remember(host, repository, basic(credentials.user, credentials.password), LIFETIME_S);
    if (!bearer) throw new RegistryError('denied', `${host} wants a login for ${repository}`);
    const { token, lifetime } = await this.token(host, repository, bearer, credentials, signal);
    return this.remember(host, repository, `Bearer ${token}`, lifetime);
  }

  forget(host: string, repository: string): void {
    this.known.delete(`${host} ${repository}`);
  }

  private async token(
    host: string,
    repository: string,
    { parameters: { realm = '', service } }: Challenge,
    credentials: Credentials | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ token: string; lifetime: number }> {
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    if (!url || !isSafeAddress(url, host))
      throw new RegistryError('malformed', `${host} names '${realm.slice(0, 200)}' for tokens, which is no address over TLS`);
    // Never more than reading, whatever it asks for.
    const fields = { ...(service === undefined ? {} : { service }), scope: `repository:${repository}:pull` };
    const limits = { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal };
    const refresh = credentials && 'identityToken' in credentials ? credentials.identityToken : undefined;
    const request: Request = { url, ...limits };
    if (refresh === undefined) for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
    else {
      request.method = 'POST';
      request.form = { ...fields, grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refresh };
    }
    if (credentials && 'user' in credentials) request.headers = { authorization: basic(credentials.user, credentials.password) };
    const { status, body } = await exchange(request);
    if (status >= 500 || status === 429) throw new RegistryError('unreachable', `${url.host} gave no token: status ${status}`);
    if (status !== 200) throw new RegistryError('denied', `${url.host} gave no token for ${repository}: status ${status}`);
    const answer = fieldsOf(parseJson(body));
    const token = textOf(answer?.['token'], MAX_TOKEN) ?? textOf(answer?.['access_token'], MAX_TOKEN);
    // It becomes a part of a header.
    if (token === undefined || !/^[\x21-\x7e]+$/.test(token))
      throw new RegistryError('malformed', `${url.host} gave no token for ${repository}`);
    return { token, lifetime: countOf(answer?.['expires_in']) ?? LIFETIME_S };
  }

  private remember(host: string, repository: string, header: string, lifetime: number): string {
    const until = performance.now() + Math.max(0, Math.min(lifetime, 3600) - EARLY_S) * 1000;
    const key = `${host} ${repository}`;
    this.known.delete(key);
    this.known.set(key, { header, until });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MAX_KNOWN) break;
      this.known.delete(oldest);
    }
    return header;
  }
}
