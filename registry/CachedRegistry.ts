import type { ImageDetails, TagList } from '../spec/image/ImageFacts';
import { meantTag, newerTag, orderTags } from '../spec/image/tagOrder';
import type { ImageReference } from '../spec/words/imageReference';
import { pushedToHub } from './dockerHub';
import { readConfig, readManifest } from './readManifest';
import type { ReadManifest } from './readManifest';
import type { RegistryClient, Repository } from './RegistryClient';
import { RegistryError } from './RegistryError';
import { SharedCache } from './SharedCache';

type Config = Omit<ImageDetails, 'size'>;

const FRESH_MS = 10 * 60_000;
const FAILURE_MS = 5 * 60_000;
/** What a digest stands for never changes. */
const FOR_GOOD_MS = 24 * 60 * 60_000;
const MAX_CONFIG = 4 * 1024 * 1024;
/** Of all lists of tags together, in characters. */
const MAX_TAGS = 4 * 1024 * 1024;
const MAX_KNOWN = 1000;

export const placeOf = ({ host, repository }: Repository): string => `${host}/${repository}`;

const weightOf = (read: ReadManifest): number => 1 + (read.kind === 'index' ? read.images.length : read.layers.length);

/** What a registry answers, read and kept for a while: in memory, and never more than some megabytes. Everything throws RegistryError. */
export class CachedRegistry {
  readonly client: RegistryClient;
  private readonly lists: SharedCache<TagList>;
  private readonly digests: SharedCache<string>;
  private readonly suggestions: SharedCache<string | undefined>;
  private readonly pushes: SharedCache<number | undefined>;
  private readonly manifests: SharedCache<ReadManifest>;
  private readonly configs: SharedCache<Config>;

  /** @param freshMs How long what a tag stands for, and which tags there are, is good. */
  constructor(client: RegistryClient, freshMs = FRESH_MS) {
    this.client = client;
    const limits = { freshMs, failureMs: Math.min(FAILURE_MS, freshMs), maxWeight: MAX_KNOWN, weigh: () => 1 };
    const lasting = { ...limits, freshMs: FOR_GOOD_MS };
    const weighTags = ({ tags }: TagList): number => tags.reduce((sum, tag) => sum + tag.length + 16, 0);
    this.lists = new SharedCache({ ...limits, maxWeight: MAX_TAGS, weigh: weighTags });
    this.digests = new SharedCache(limits);
    this.suggestions = new SharedCache(limits);
    this.pushes = new SharedCache(limits);
    this.manifests = new SharedCache({ ...lasting, maxWeight: MAX_KNOWN * 10, weigh: weightOf });
    this.configs = new SharedCache(lasting);
  }

  tags(of: Repository, signal?: AbortSignal): Promise<TagList> {
    const make = async (stop: AbortSignal): Promise<TagList> => {
      const { tags, isComplete } = await this.client.tags(of, stop);
      return { tags: orderTags(tags), isComplete };
    };
    return this.lists.get(placeOf(of), make, signal);
  }

  /** The digest that a reference stands for now. */
  digest(reference: ImageReference, signal?: AbortSignal): Promise<string> {
    const { tag = 'latest', digest } = reference;
    const name = digest ?? tag;
    return this.digests.get(`${placeOf(reference)} ${name}`, (stop) => this.client.digest(reference, name, stop), signal);
  }

  /** The tag meant by one that is missing, or a newer one of its line. Worked out once for each tag: a list may have thousands. */
  suggested(reference: ImageReference, { tags }: TagList, which: 'meant' | 'newer'): Promise<string | undefined> {
    const { tag = 'latest' } = reference;
    const find = which === 'meant' ? meantTag : newerTag;
    return this.suggestions.get(`${placeOf(reference)} ${tag} ${which}`, () => Promise.resolve(find(tag, tags)));
  }

  /** An index or an image, by its digest. */
  manifest(of: Repository, digest: string, signal?: AbortSignal): Promise<ReadManifest> {
    const make = async (stop: AbortSignal): Promise<ReadManifest> => {
      const read = readManifest(await this.client.manifest(of, digest, stop));
      if (!read) throw new RegistryError('malformed', `${of.host} sent something for ${of.repository} that is no image`);
      return read;
    };
    return this.manifests.get(`${placeOf(of)} ${digest}`, make, signal);
  }

  /** What the config of an image tells, by the digest of that config. */
  config(of: Repository, digest: string, signal?: AbortSignal): Promise<Config> {
    const make = async (stop: AbortSignal): Promise<Config> => {
      const config = readConfig(await this.client.blob(of, digest, MAX_CONFIG, stop));
      if (!config)
        throw new RegistryError('malformed', `${of.host} sent a config for ${of.repository} that is not that of an image`);
      return config;
    };
    return this.configs.get(`${placeOf(of)} ${digest}`, make, signal);
  }

  /** When a tag was last pushed: milliseconds since 1970, where that is told. */
  pushed(reference: ImageReference, signal?: AbortSignal): Promise<number | undefined> {
    const { tag = 'latest' } = reference;
    const make = (stop: AbortSignal): Promise<number | undefined> => pushedToHub(this.client, reference, tag, stop);
    return this.pushes.get(`${placeOf(reference)} ${tag}`, make, signal);
  }
}
