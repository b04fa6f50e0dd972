const MAX_LENGTH = 512;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)(?::\d+)?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,}$/;

const isHost = (part: string): boolean => /[.:[]/.test(part) || part === 'localhost' || part !== part.toLowerCase();

/** What is wrong with `host/path:tag@digest`; `undefined` when nothing is. */
export function referenceFault(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'is too long';
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const path = (colon < 0 ? named : named.slice(0, colon)).split('/');
  if (path.length > 1 && isHost(path[0] ?? '') && HOST.test(path[0] ?? '')) path.shift();
  if (path.some((part) => !PATH_PART.test(part)))
    return path.every((part) => PATH_PART.test(part.toLowerCase())) ? 'must be in lower case' : 'is not the name of an image';
  if (tag !== undefined && !TAG.test(tag)) return `has no tag behind ':' that could be one`;
  if (digest !== undefined && !DIGEST.test(digest)) return `has no digest behind '@' that could be one`;
  return undefined;
}
