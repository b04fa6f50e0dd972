import { createHash } from 'node:crypto';
import type { ImageReference } from '../spec/words/imageReference';
import { Authorizer } from './Authorizer';
import type { Credentials } from './dockerConfig';
import { exchange } from './exchange';
import type { Answer } from './exchange';
import { HostGuard } from './HostGuard';
import { baseUrl, isSafeAddress } from './hosts';
import { fieldsOf, listOf, parseJson, textOf } from './json';
import { MANIFEST_TYPES } from './mediaTypes';
import { nextPage } from './nextPage';
import { RegistryError } from './RegistryError';

export interface RegistryOptions {
  /** Which registries may be asked. */
  allows: (host: string) => boolean;
  credentials?: (host: string) => Promise<Credentials | undefined>;
  /** For one answer; by default ten seconds. */
  timeoutMs?: number;
  /** How long a registry that does not answer is left alone; by default a minute. */
  quietMs?: number;
}

/** The repository of an image. */
export type Repository = Pick<ImageReference, 'host' | 'repository'>;

export interface Manifest {
  digest: string;
  mediaType: string;
  body: Uint8Array;
}

interface Question {
  method?: 'GET' | 'HEAD';
  /** Below `/v2/NAME/`, or from the root. */
  path: string;
  accept?: string;
  maxBytes: number;
  /** Blobs may lie elsewhere. */
  mayLeave?: boolean;
  signal: AbortSignal | undefined;
}

const TIMEOUT_MS = 10_000;
/** The distribution-spec has registries take manifests of at least this much. */
const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_PAGE = 4 * 1024 * 1024;
const PAGE_SIZE = 1000;
const MAX_PAGES = 20;
const MAX_TAGS = 10_000;
const MAX_REDIRECTS = 3;

/** Reads from registries over the API of the OCI distribution-spec. Asks none that it may not, and none for a while that did not answer. */
export class RegistryClient {
  private readonly options: RegistryOptions;
  private readonly authorizer: Authorizer;
  private readonly guard: HostGuard;

  constructor(options: RegistryOptions) {
    this.options = options;
    this.guard = new HostGuard(options.quietMs);
    this.authorizer = new Authorizer(options.credentials ?? (() => Promise.resolve(undefined)));
  }

  allows(host: string): boolean {
    return this.options.allows(host);
  }

  /** Tags in the order of the registry, which is mostly the alphabet's; not all when it has very many. */
  async tags(of: Repository, signal?: AbortSignal): Promise<{ tags: string[]; isComplete: boolean }> {
    const tags: string[] = [];
    let path: string | undefined = `tags/list?n=${PAGE_SIZE}`;
    for (let page = 0; path !== undefined && page < MAX_PAGES && tags.length < MAX_TAGS; page++) {
      const { headers, body }: Answer = await this.ask(of, { path, accept: 'application/json', maxBytes: MAX_PAGE, signal });
      const fields = fieldsOf(parseJson(body));
      if (!fields) throw new RegistryError('malformed', `${of.host} sent no list of tags for ${of.repository}`);
      tags.push(...listOf(fields['tags']).flatMap((tag) => textOf(tag, 128) ?? []));
      path = nextPage(headers.get('link'), baseUrl(of.host));
    }
    return { tags: tags.slice(0, MAX_TAGS), isComplete: path === undefined && tags.length <= MAX_TAGS };
  }

  /** The digest a tag stands for now. Registries that count what is pulled do not count this. */
  async digest(of: Repository, name: string, signal?: AbortSignal): Promise<string> {
    const accept = MANIFEST_TYPES.join(', ');
    const { headers } = await this.ask(of, { method: 'HEAD', path: `manifests/${name}`, accept, maxBytes: 0, signal });
    const digest = headers.get('docker-content-digest');
    return digest !== null && isDigest(digest) ? digest : (await this.manifest(of, name, signal)).digest;
  }

  /** A manifest or an index by tag or digest. Its own digest is worked out, and compared with the one that was asked for or told. */
  async manifest(of: Repository, name: string, signal?: AbortSignal): Promise<Manifest> {
    const accept = MANIFEST_TYPES.join(', ');
    const { headers, body } = await this.ask(of, { path: `manifests/${name}`, accept, maxBytes: MAX_MANIFEST, signal });
    const digest = digestOf(body);
    const told = headers.get('docker-content-digest');
    const wanted = name.includes(':') ? name : told;
    if (wanted?.startsWith('sha256:') && wanted !== digest)
      throw new RegistryError(
        'malformed',
        `${of.host} sent a manifest of ${of.repository} whose digest is ${digest}, not ${wanted}`,
      );
    const type = headers.get('content-type')?.split(';', 1)[0]?.trim();
    return { digest, mediaType: textOf(fieldsOf(parseJson(body))?.['mediaType']) ?? type ?? '', body };
  }

  /** A small blob, such as the config of an image, whole. */
  async blob(of: Repository, digest: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { body } = await this.ask(of, { path: `blobs/${digest}`, maxBytes, mayLeave: true, signal });
    if (!digest.startsWith('sha256:') || digestOf(body) !== digest)
      throw new RegistryError('malformed', `${of.host} sent a blob of ${of.repository} that is not ${digest}`);
    return body;
  }

  /** Answers of other services of a registry, such as a page about a tag: JSON, without a login. */
  async page(host: string, url: URL, maxBytes: number, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.guarded(host, url.host, () =>
      exchange({ url, maxBytes, timeoutMs: this.timeoutMs, signal, headers: { accept: 'application/json' } }),
    );
    return parseJson(checked(answer, url.host, url.pathname).body);
  }

  private get timeoutMs(): number {
    return this.options.timeoutMs ?? TIMEOUT_MS;
  }

  /** @throws {RegistryError} `refused` */
  private async guarded(host: string, asked: string, work: () => Promise<Answer>): Promise<Answer> {
    if (!this.allows(host)) throw new RegistryError('refused', `${host} is none of the registries that may be asked`);
    return this.guard.ask(asked, work);
  }

  private async ask(of: Repository, question: Question): Promise<Answer> {
    const answer = await this.guarded(of.host, of.host, () => this.askNow(of, question));
    return checked(answer, of.host, `${of.repository} ${question.path.split('?', 1)[0] ?? ''}`);
  }

  private async askNow(of: Repository, question: Question): Promise<Answer> {
    const { host, repository } = of;
    const { path, accept, method, maxBytes, signal } = question;
    const url = new URL(path.startsWith('/') ? path : `/v2/${repository}/${path}`, baseUrl(host));
    const send = (authorization: string | undefined): Promise<Answer> =>
      exchange({
        url,
        maxBytes,
        signal,
        timeoutMs: this.timeoutMs,
        ...(method ? { method } : {}),
        headers: { ...(accept === undefined ? {} : { accept }), ...(authorization === undefined ? {} : { authorization }) },
      });
    let answer = await send(this.authorizer.header(host, repository));
    if (answer.status === 401) {
      this.authorizer.forget(host, repository);
      answer = await send(await this.authorizer.answer(host, repository, answer.headers.get('www-authenticate') ?? '', signal));
      if (answer.status === 401) this.authorizer.forget(host, repository);
    }
    return question.mayLeave ? this.followed(answer, url, host, question) : answer;
  }

  /** A blob may lie elsewhere. What the registry was shown stays with it: whoever keeps its blobs gets no header of ours. */
  private async followed(first: Answer, from: URL, host: string, { maxBytes, signal }: Question): Promise<Answer> {
    let [answer, url] = [first, from];
    for (let step = 0; isRedirect(answer.status); step++) {
      const target = answer.headers.get('location') ?? '';
      url = URL.canParse(target, url.href) ? new URL(target, url) : url;
      if (step >= MAX_REDIRECTS || !isSafeAddress(url, host))
        throw new RegistryError('malformed', `${host} sends on to '${target.slice(0, 200)}', which is not gone to`);
      answer = await exchange({ url, maxBytes, signal, timeoutMs: this.timeoutMs });
    }
    return answer;
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);

const digestOf = (body: Uint8Array): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

function checked(answer: Answer, host: string, what: string): Answer {
  const { status } = answer;
  if (status === 200) return answer;
  if (status === 404) throw new RegistryError('missing', `${host} has no ${what}`);
  if (status === 401 || status === 403) throw new RegistryError('denied', `${host} does not show ${what} to this user`);
  throw new RegistryError('malformed', `${host} answered with status ${status} for ${what}`);
}
