const MAX_LENGTH = 512;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)(?::\d+)?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** The registry of names that name none. */
export const DEFAULT_REGISTRY = 'docker.io';
const DEFAULT_REGISTRY_NAMES = /^(?:index|registry-1)\.docker\.io$/;

/** `host/path:tag@digest`, with what is left out filled in, but for the tag: without one, `latest` is meant unless there is a digest. */
export interface ImageReference {
  /** With its port, if it has one; `docker.io` for all names of Docker Hub. */
  host: string;
  /** Path of the repository in the registry: `library/nginx` for `nginx`. */
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

/** What stands between the signs of a reference, as it is written. */
interface Parts {
  host: string | undefined;
  path: string[];
  tag: string | undefined;
  digest: string | undefined;
}

const isHost = (part: string): boolean => /[.:[]/.test(part) || part === 'localhost' || part !== part.toLowerCase();

function partsOf(text: string): Parts {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const path = (colon < 0 ? named : named.slice(0, colon)).split('/');
  const [first = ''] = path;
  const host = path.length > 1 && isHost(first) && HOST.test(first) ? path.shift() : undefined;
  return { host, path, tag: colon < 0 ? undefined : named.slice(colon + 1), digest: at < 0 ? undefined : text.slice(at + 1) };
}

/** What is wrong with `host/path:tag@digest`; `undefined` when nothing is. */
export function referenceFault(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'is too long';
  const { path, tag, digest } = partsOf(text);
  if (path.some((part) => !PATH_PART.test(part)))
    return path.every((part) => PATH_PART.test(part.toLowerCase())) ? 'must be in lower case' : 'is not the name of an image';
  if (tag !== undefined && !TAG.test(tag)) return `has no tag behind ':' that could be one`;
  if (digest !== undefined && !DIGEST.test(digest)) return `has no digest behind '@' that could be one`;
  return undefined;
}

/** `undefined` for what names no image. */
export function parseReference(text: string): ImageReference | undefined {
  if (referenceFault(text) !== undefined) return undefined;
  const { host, path, tag, digest } = partsOf(text);
  const repository = path.join('/');
  const registry = host === undefined || DEFAULT_REGISTRY_NAMES.test(host) ? DEFAULT_REGISTRY : host;
  const isOfficial = registry === DEFAULT_REGISTRY && path.length === 1;
  return { host: registry, repository: isOfficial ? `library/${repository}` : repository, tag, digest };
}

/** The form people see: without `docker.io/library/`; with a tag, unless there is a digest. */
export function familiarName({ host, repository, tag, digest }: ImageReference): string {
  const path = host === DEFAULT_REGISTRY ? repository.replace(/^library\/(?!.*\/)/, '') : `${host}/${repository}`;
  const tagged = tag ?? (digest === undefined ? 'latest' : undefined);
  return `${path}${tagged === undefined ? '' : `:${tagged}`}${digest === undefined ? '' : `@${digest}`}`;
}
