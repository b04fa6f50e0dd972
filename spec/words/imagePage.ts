import { parseReference } from './imageReference';

/** Registries that show people what they hold, and the page of a repository there. */
const PAGES: Readonly<Record<string, (repository: string) => string>> = {
  'docker.io': (repository) =>
    `https://hub.docker.com/${repository.startsWith('library/') ? repository.replace('library', '_') : `r/${repository}`}`,
  'quay.io': (repository) => `https://quay.io/repository/${repository}`,
  // It leads on to where the package is shown.
  'ghcr.io': (repository) => `https://ghcr.io/${repository}`,
};

/** Where people read about an image; `undefined` of a registry that shows nothing, and of what names no image. */
export function imagePage(text: string): string | undefined {
  const reference = parseReference(text);
  const page = reference && Object.hasOwn(PAGES, reference.host) ? PAGES[reference.host] : undefined;
  return reference && page?.(reference.repository);
}
