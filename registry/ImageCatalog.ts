import type { ImageDetails, ImageFacts, ImagePlatform, TagList, VulnerablePackage } from '../spec/image/ImageFacts';
import { bestFor } from '../spec/image/platforms';
import { meantTag, newerTag, orderTags } from '../spec/image/tagOrder';
import type { ImageReference } from '../spec/words/imageReference';
import { pushedToHub } from './dockerHub';
import { readConfig, readManifest } from './readManifest';
import type { ListedLayer, ReadManifest } from './readManifest';
import type { RegistryClient, Repository } from './RegistryClient';
import { RegistryError } from './RegistryError';
import { SharedCache } from './SharedCache';
import { OsvClient } from './vulnerabilities/OsvClient';
import { readSbom } from './vulnerabilities/readSbom';

/** How much is to be known of an image: each step takes more questions. Its age is when it was pushed, or else when it was created. */
type Depth = 'platforms' | 'age' | 'details';

interface CatalogOptions {
  /** How long what a tag stands for, and which tags there are, is good; by default ten minutes. */
  freshMs?: number;
  /** The database of vulnerabilities; by default that of osv.dev. */
  osv?: OsvClient;
}

const FRESH_MS = 10 * 60_000;
const FAILURE_MS = 5 * 60_000;
/** What a digest stands for never changes. */
const FOR_GOOD_MS = 24 * 60 * 60_000;
const VULNERABLE_MS = 6 * 60 * 60_000;
const MAX_CONFIG = 4 * 1024 * 1024;
/** Lists of what is in an image may be long; longer ones are not read. */
const MAX_SBOM = 16 * 1024 * 1024;
const MAX_TAG_CHARACTERS = 4 * 1024 * 1024;
const MAX_KNOWN = 1000;

const placeOf = ({ host, repository }: Repository): string => `${host}/${repository}`;

/** What registries say of images, asked for when it is wanted and kept for a while: in memory, never more than some megabytes. */
export class ImageCatalog {
  private readonly client: RegistryClient;
  private readonly lists: SharedCache<TagList>;
  private readonly digests: SharedCache<string>;
  private readonly suggestions: SharedCache<Pick<ImageFacts, 'meant' | 'newer'>>;
  private readonly pushes: SharedCache<number | undefined>;
  private readonly manifests: SharedCache<ReadManifest>;
  private readonly configs: SharedCache<Omit<ImageDetails, 'size'>>;
  private readonly vulnerables: SharedCache<readonly VulnerablePackage[]>;
  private readonly osv: OsvClient;

  constructor(client: RegistryClient, { freshMs = FRESH_MS, osv = new OsvClient() }: CatalogOptions = {}) {
    this.client = client;
    const few = { failureMs: Math.min(FAILURE_MS, freshMs), maxWeight: MAX_KNOWN, weigh: () => 1 };
    const weighTags = ({ tags }: TagList): number => tags.reduce((sum, tag) => sum + tag.length + 16, 0);
    this.lists = new SharedCache({ ...few, freshMs, maxWeight: MAX_TAG_CHARACTERS, weigh: weighTags });
    this.digests = new SharedCache({ ...few, freshMs });
    this.suggestions = new SharedCache({ ...few, freshMs });
    this.pushes = new SharedCache({ ...few, freshMs });
    this.manifests = new SharedCache({ ...few, freshMs: FOR_GOOD_MS, maxWeight: MAX_KNOWN * 10, weigh: weightOf });
    this.configs = new SharedCache({ ...few, freshMs: FOR_GOOD_MS });
    // New ones become known, but not every minute.
    this.vulnerables = new SharedCache({ ...few, freshMs: VULNERABLE_MS });
    this.osv = osv;
  }

  /** Whether a registry may be asked at all. */
  allows(host: string): boolean {
    return this.client.allows(host);
  }

  /** @throws {RegistryError} */
  tags(of: Repository, signal?: AbortSignal): Promise<TagList> {
    const make = async (stop: AbortSignal): Promise<TagList> => {
      const { tags, isComplete } = await this.client.tags(of, stop);
      return { tags: orderTags(tags), isComplete };
    };
    return this.lists.get(placeOf(of), make, signal);
  }

  /** The digest that a reference stands for now. @throws {RegistryError} */
  digest(reference: ImageReference, signal?: AbortSignal): Promise<string> {
    const { tag = 'latest', digest } = reference;
    const name = digest ?? tag;
    return this.digests.get(`${placeOf(reference)} ${name}`, (stop) => this.client.digest(reference, name, stop), signal);
  }

  /**
   * What there is to be known of an image for a platform; less where the registry tells less.
   * @throws {RegistryError} when the registry says nothing at all; that it has no such image is an answer
   */
  async facts(
    reference: ImageReference,
    wanted: ImagePlatform | undefined,
    depth: Depth,
    signal?: AbortSignal,
  ): Promise<ImageFacts> {
    const facts: ImageFacts = { ...(await this.tagsOf(reference, signal)) };
    if (facts.missing) return facts;
    try {
      facts.digest = await this.digest(reference, signal);
    } catch (error) {
      if (!isFault(error, 'missing')) throw error;
      return { ...facts, ...(await this.suggested(reference, facts.tags, 'meant')), missing: 'image' };
    }
    Object.assign(facts, await this.suggested(reference, facts.tags, 'newer'));
    const read = await this.manifest(reference, facts.digest, signal);
    if (read.kind === 'index')
      facts.platforms = read.images.map(({ os, architecture, variant }) => platform(os, architecture, variant));
    if (depth === 'platforms' && read.kind === 'index') return facts;
    const pushed = depth === 'platforms' ? undefined : await this.pushed(reference, signal);
    if (pushed !== undefined) facts.pushed = pushed;
    if (depth === 'age' && pushed !== undefined && read.kind === 'index') return facts;
    const details = await this.details(reference, read, wanted, signal);
    // Of a single image only its config tells what it is for.
    if (details) facts.platforms ??= [details.platform];
    if (details) facts.details = details;
    return facts;
  }

  /**
   * What is in an image with known vulnerabilities, by the list its builder attached to it (BuildKit's attestations: SPDX in an in-toto statement); nothing
   * for an image without one.
   * @throws {RegistryError}
   */
  async vulnerable(
    reference: ImageReference & { digest: string },
    wanted: ImagePlatform | undefined,
    signal?: AbortSignal,
  ): Promise<readonly VulnerablePackage[]> {
    const index = await this.manifest(reference, reference.digest, signal);
    const listed = index.kind === 'index' ? (wanted ? bestFor(index.images, wanted) : index.images[0]) : undefined;
    const attested = listed && index.kind === 'index' ? index.attestations.get(listed.digest) : undefined;
    if (attested === undefined) return [];
    const make = async (stop: AbortSignal): Promise<readonly VulnerablePackage[]> => {
      const read = await this.manifest(reference, attested, stop);
      const list = read.kind === 'image' ? read.layers.find(isSbom) : undefined;
      if (!list || list.size > MAX_SBOM) return [];
      return this.osv.vulnerable(readSbom(await this.client.blob(reference, list.digest, MAX_SBOM, stop)), stop);
    };
    return this.vulnerables.get(`${placeOf(reference)} ${attested}`, make, signal);
  }

  /** Worked out once for a tag of a list: there may be thousands. */
  private suggested(
    reference: ImageReference,
    list: TagList | undefined,
    which: 'meant' | 'newer',
  ): Promise<Pick<ImageFacts, 'meant' | 'newer'>> {
    const { tag = 'latest', digest } = reference;
    if (!list || digest !== undefined) return Promise.resolve({});
    const make = (): Promise<Pick<ImageFacts, 'meant' | 'newer'>> => {
      const found = which === 'meant' ? meantTag(tag, list.tags) : newerTag(tag, list.tags);
      return Promise.resolve(found === undefined ? {} : { [which]: found });
    };
    return this.suggestions.get(`${placeOf(reference)} ${tag} ${which}`, make);
  }

  /** Private registries may hide their lists and yet have the image. */
  private async tagsOf(of: Repository, signal: AbortSignal | undefined): Promise<ImageFacts> {
    try {
      return { tags: await this.tags(of, signal) };
    } catch (error) {
      if (isFault(error, 'missing')) return { missing: 'repository' };
      if (isFault(error, 'denied') || isFault(error, 'malformed')) return {};
      throw error;
    }
  }

  /** Of an index or an image by its digest. */
  private manifest(of: Repository, digest: string, signal: AbortSignal | undefined): Promise<ReadManifest> {
    const make = async (stop: AbortSignal): Promise<ReadManifest> => {
      const read = readManifest(await this.client.manifest(of, digest, stop));
      if (!read) throw new RegistryError('malformed', `${of.host} sent something for ${of.repository} that is no image`);
      return read;
    };
    return this.manifests.get(`${placeOf(of)} ${digest}`, make, signal);
  }

  /** `undefined` when there is none for the platform. */
  private async details(
    of: Repository,
    read: ReadManifest,
    wanted: ImagePlatform | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ImageDetails | undefined> {
    if (read.kind === 'index') {
      const listed = wanted ? bestFor(read.images, wanted) : read.images[0];
      const image = listed && (await this.manifest(of, listed.digest, signal));
      return image?.kind === 'image' ? this.details(of, image, wanted, signal) : undefined;
    }
    const make = async (stop: AbortSignal): Promise<Omit<ImageDetails, 'size'>> => {
      const config = readConfig(await this.client.blob(of, read.config, MAX_CONFIG, stop));
      if (!config)
        throw new RegistryError(
          'malformed',
          `${of.host} has something for ${of.repository} whose config is not that of an image`,
        );
      return config;
    };
    return { ...(await this.configs.get(`${placeOf(of)} ${read.config}`, make, signal)), size: read.size };
  }

  private async pushed(reference: ImageReference, signal: AbortSignal | undefined): Promise<number | undefined> {
    const { tag = 'latest', digest } = reference;
    if (digest !== undefined) return undefined;
    try {
      const make = (stop: AbortSignal): Promise<number | undefined> => pushedToHub(this.client, reference, tag, stop);
      return await this.pushes.get(`${placeOf(reference)} ${tag}`, make, signal);
    } catch (error) {
      if (isFault(error, 'aborted')) throw error;
      return undefined;
    }
  }
}

const platform = (os: string, architecture: string, variant: string | undefined): ImagePlatform => ({
  os,
  architecture,
  ...(variant === undefined ? {} : { variant }),
});

const isSbom = ({ mediaType, annotations }: ListedLayer): boolean =>
  mediaType === 'application/vnd.in-toto+json' && annotations['in-toto.io/predicate-type'] === 'https://spdx.dev/Document';

const weightOf = (read: ReadManifest): number => 1 + (read.kind === 'index' ? read.images.length : read.layers.length);

const isFault = (error: unknown, fault: RegistryError['fault']): boolean =>
  error instanceof RegistryError && error.fault === fault;
