import { RegistryError } from './RegistryError';

/**
 * Path and query of the page that a `Link: <…>; rel="next"` names (RFC 8288).
 * @throws {RegistryError} `malformed` for a page of another server: it would be shown the login of this one
 */
export function nextPage(link: string | null, base: string): string | undefined {
  const [, target = ''] = /<([^>]{1,4096})>\s*;[^,]*\brel="?next"?/i.exec(link ?? '') ?? [];
  if (target === '') return undefined;
  const url = URL.canParse(target, base) ? new URL(target, base) : undefined;
  if (url?.origin !== new URL(base).origin)
    throw new RegistryError(
      'malformed',
      `the next page of tags is said to be at '${target.slice(0, 200)}', which is another server`,
    );
  return url.pathname + url.search;
}
