import { referenceFault } from './imageReference';

/** Registries that show people what they hold, and the page of a repository there. */
const PAGES: Readonly<Record<string, (repository: string) => string>> = {
  'docker.io': (repository) =>
    `https://hub.docker.com/${repository.startsWith('library/') ? repository.replace('library', '_') : `r/${repository}`}`,
  'quay.io': (repository) => `https://quay.io/repository/${repository}`,
  // It leads on to where the package is shown.
  'ghcr.io': (repository) => `https://ghcr.io/${repository}`,
};

/** Where people read about an image; `undefined` of a registry that shows nothing, and of what names no image. */
export function imagePage(reference: string): string | undefined {
  if (referenceFault(reference) !== undefined) return undefined;
  const [path = ''] = reference.split('@');
  const parts = path.replace(/:[^/:]*$/, '').split('/');
  const [first = ''] = parts;
  const isHost = parts.length > 1 && /[.:]|^localhost$/.test(first);
  const host = isHost ? first.replace(/^(?:index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
  const repository = (isHost ? parts.slice(1) : parts).join('/');
  const page = Object.hasOwn(PAGES, host) ? PAGES[host] : undefined;
  return page?.(host === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository);
}
