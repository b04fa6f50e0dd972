import type { ImageDetails, ImageFacts, ImagePlatform, TagList, VulnerablePackage } from '../spec/image/ImageFacts';
import { bestFor } from '../spec/image/platforms';
import type { ImageReference } from '../spec/words/imageReference';
import { CachedRegistry, placeOf } from './CachedRegistry';
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

/** New vulnerabilities become known, but not every minute. */
const VULNERABLE_MS = 6 * 60 * 60_000;
const FAILURE_MS = 5 * 60_000;
const MAX_KNOWN = 200;
/** Lists of what is in an image may be long; longer ones are not read. */
const MAX_SBOM = 16 * 1024 * 1024;
/** Tags that others of their line can be newer than. */
const OF_A_LINE = /\d\.\d/;

/** What registries say of images, put together. */
export class ImageCatalog {
  private readonly registry: CachedRegistry;
  private readonly vulnerables: SharedCache<readonly VulnerablePackage[]>;
  private readonly osv: OsvClient;

  constructor(client: RegistryClient, { freshMs, osv = new OsvClient() }: CatalogOptions = {}) {
    this.registry = new CachedRegistry(client, freshMs);
    const limits = { freshMs: VULNERABLE_MS, failureMs: FAILURE_MS, maxWeight: MAX_KNOWN, weigh: () => 1 };
    this.vulnerables = new SharedCache(limits);
    this.osv = osv;
  }

  /** Whether a registry may be asked at all. */
  allows(host: string): boolean {
    return this.registry.client.allows(host);
  }

  /** @throws {RegistryError} */
  tags(of: Repository, signal?: AbortSignal): Promise<TagList> {
    return this.registry.tags(of, signal);
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
    const facts: ImageFacts = {};
    try {
      facts.digest = await this.registry.digest(reference, signal);
    } catch (error) {
      if (isFault(error, 'missing')) return this.missing(reference, signal);
      throw error;
    }
    // What was learned is good without the rest.
    await unlessAborted(this.addTags(facts, reference, depth, signal));
    await unlessAborted(this.addImages(facts, facts.digest, { reference, wanted, depth, signal }));
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
    const index = await this.registry.manifest(reference, reference.digest, signal);
    const listed = index.kind === 'index' ? (wanted ? bestFor(index.images, wanted) : index.images[0]) : undefined;
    const attested = listed && index.kind === 'index' ? index.attestations.get(listed.digest) : undefined;
    if (attested === undefined) return [];
    const make = async (stop: AbortSignal): Promise<readonly VulnerablePackage[]> => {
      const read = await this.registry.manifest(reference, attested, stop);
      const list = read.kind === 'image' ? read.layers.find(isSbom) : undefined;
      if (!list || list.size > MAX_SBOM) return [];
      const body = await this.registry.client.blob(reference, list.digest, MAX_SBOM, stop);
      return this.osv.vulnerable(readSbom(body), stop);
    };
    return this.vulnerables.get(`${placeOf(reference)} ${attested}`, make, signal);
  }

  /** Of an image that is not there: whether anything of its repository is, and what may have been meant. */
  private async missing(reference: ImageReference, signal: AbortSignal | undefined): Promise<ImageFacts> {
    try {
      const tags = await this.registry.tags(reference, signal);
      const meant = reference.digest === undefined ? await this.registry.suggested(reference, tags, 'meant') : undefined;
      return { tags, missing: 'image', ...(meant === undefined ? {} : { meant }) };
    } catch (error) {
      if (isFault(error, 'missing')) return { missing: 'repository' };
      // Private registries may hide their lists.
      if (isFault(error, 'denied') || isFault(error, 'malformed')) return { missing: 'image' };
      throw error;
    }
  }

  /** The list is long, and of no use for a tag that says no version. */
  private async addTags(
    facts: ImageFacts,
    reference: ImageReference,
    depth: Depth,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const isOfLine = reference.digest === undefined && OF_A_LINE.test(reference.tag ?? '');
    if (!isOfLine && depth !== 'details') return;
    facts.tags = await this.registry.tags(reference, signal);
    const newer = isOfLine ? await this.registry.suggested(reference, facts.tags, 'newer') : undefined;
    if (newer !== undefined) facts.newer = newer;
  }

  private async addImages(facts: ImageFacts, digest: string, { reference, wanted, depth, signal }: Asked): Promise<void> {
    const read = await this.registry.manifest(reference, digest, signal);
    if (read.kind === 'index') {
      // Without the digests.
      facts.platforms = read.images.map(({ os, architecture, variant }) => ({
        ...{ os, architecture },
        ...(variant === undefined ? {} : { variant }),
      }));
      if (depth === 'platforms') return;
    }
    if (depth !== 'platforms' && reference.digest === undefined) {
      const pushed = await unlessAborted(this.registry.pushed(reference, signal));
      if (pushed !== undefined) facts.pushed = pushed;
      if (depth === 'age' && pushed !== undefined && read.kind === 'index') return;
    }
    const details = await this.details(read, { reference, wanted, signal });
    if (!details) return;
    facts.details = details;
    // Of a single image only its config tells what it is for.
    facts.platforms ??= [details.platform];
  }

  /** `undefined` when there is none for the platform. */
  private async details(
    read: ReadManifest,
    { reference, wanted, signal }: Omit<Asked, 'depth'>,
  ): Promise<ImageDetails | undefined> {
    if (read.kind === 'image') return { ...(await this.registry.config(reference, read.config, signal)), size: read.size };
    const listed = wanted ? bestFor(read.images, wanted) : read.images[0];
    const image = listed && (await this.registry.manifest(reference, listed.digest, signal));
    return image?.kind === 'image' ? this.details(image, { reference, wanted, signal }) : undefined;
  }
}

interface Asked {
  reference: ImageReference;
  wanted: ImagePlatform | undefined;
  depth: Depth;
  signal: AbortSignal | undefined;
}

const isSbom = ({ mediaType, annotations }: ListedLayer): boolean =>
  mediaType === 'application/vnd.in-toto+json' && annotations['in-toto.io/predicate-type'] === 'https://spdx.dev/Document';

const isFault = (error: unknown, fault: RegistryError['fault']): boolean =>
  error instanceof RegistryError && error.fault === fault;

/** Nothing where there is no answer; but who gave up gets none at all. */
async function unlessAborted<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RegistryError && error.fault !== 'aborted') return undefined;
    throw error;
  }
}
