import { parseReference } from '../spec/words/imageReference';
import { dockerConfigPath, dockerLogins } from './dockerConfig';
import { PUBLIC_HOSTS } from './hosts';
import { ImageCatalog } from './ImageCatalog';
import { RegistryClient } from './RegistryClient';

interface CatalogSource {
  /** Registries that may be asked; none for the public ones and those this user is logged in to. */
  hosts: readonly string[];
  /** Tells where the logins are. */
  env: Record<string, string | undefined>;
}

/** `docker.io` for any name of it. */
const hostOf = (text: string): string => (parseReference(`${text}/x`)?.host ?? text).toLowerCase();

/**
 * What registries say of images, as the user of this process is shown it.
 *
 * Specs are files of others, and looking at one must not make this machine ask wherever it says: so a spec never decides about a host. Only the user
 * does, by settings that no workspace can make, by a login, or by leaving the list of public registries as it is. What a spec can do is have one of
 * those hosts be asked for a repository with a name it chose: reading only, with names that the grammar of references lets through.
 */
export function openCatalog({ hosts, env }: CatalogSource): ImageCatalog {
  const logins = dockerLogins(dockerConfigPath(env));
  const chosen = new Set(hosts.map(hostOf));
  const usual = new Set(PUBLIC_HOSTS);
  const allows = (host: string): boolean => {
    const name = host.toLowerCase();
    return chosen.size > 0 ? chosen.has(name) : usual.has(name) || logins.hosts().includes(name);
  };
  return new ImageCatalog(new RegistryClient({ allows, credentials: (host) => logins.credentials(host) }));
}
