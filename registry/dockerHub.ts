import { DEFAULT_REGISTRY } from '../spec/words/imageReference';
import { dateOf, fieldsOf } from './json';
import type { RegistryClient, Repository } from './RegistryClient';

const MAX_BYTES = 512 * 1024;

/** When a tag was last pushed, as Docker Hub tells beside the API of the distribution-spec, which knows of no such date. */
export async function pushedToHub(
  client: RegistryClient,
  { host, repository }: Repository,
  tag: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const [namespace = '', name = '', ...more] = repository.split('/');
  if (host !== DEFAULT_REGISTRY || more.length > 0) return undefined;
  const url = new URL(`https://hub.docker.com/v2/namespaces/${namespace}/repositories/${name}/tags/${tag}`);
  return dateOf(fieldsOf(await client.page(host, url, MAX_BYTES, signal))?.['tag_last_pushed']);
}
