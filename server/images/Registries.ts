import type { CancellationToken } from 'vscode-languageserver/node';
import type { ImageFacts, ImagePlatform, TagList, VulnerablePackage } from '../../spec/image/ImageFacts';
import { platformText } from '../../spec/image/platforms';
import { familiarName } from '../../spec/words/imageReference';
import type { ImageReference } from '../../spec/words/imageReference';
import type { ImageCatalog } from '../../registry/ImageCatalog';
import type { RegistrySettings } from './settings';

/** What registries are asked through. */
export type Catalog = Pick<ImageCatalog, 'allows' | 'tags' | 'facts' | 'vulnerable'>;

/** An image as it is asked about: by its name, for a platform or any. */
export interface Wanted {
  reference: ImageReference;
  platform: ImagePlatform | undefined;
}

/** What was learned of an image while somebody waited; or that its registry may not be asked. */
export type Learned = ImageFacts | 'refused';

/** A person waits; who does not get it in time gets it next time, as asking goes on. */
const PATIENCE_MS = 2000;
const MAX_KNOWN = 1000;

const idOf = ({ reference, platform }: Wanted): string =>
  `${familiarName(reference)} ${platform === undefined ? '' : platformText(platform)}`;

/** Resolves to `undefined` after some time, or when nobody wants it any longer. */
function within<Value>(work: Promise<Value>, token: CancellationToken): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const give = (value: Value | undefined): void => {
      clearTimeout(timer);
      cancelled.dispose();
      resolve(value);
    };
    const timer = setTimeout(() => give(undefined), PATIENCE_MS);
    const cancelled = token.onCancellationRequested(() => give(undefined));
    // Without an answer of a registry everything else goes on.
    work.then(give, () => give(undefined));
  });
}

/** Registries as features see them: what is known by now at once, the rest within some time, and never an error. */
export class Registries {
  readonly settings: RegistrySettings;
  private readonly open: () => Promise<Catalog>;
  private catalog: Promise<Catalog> | undefined;
  private readonly facts = new Map<string, ImageFacts>();
  private readonly vulnerable = new Map<string, { digest: string; packages: readonly VulnerablePackage[] }>();

  constructor(settings: RegistrySettings, open: () => Promise<Catalog>) {
    this.settings = settings;
    this.open = open;
  }

  /** What was learned before. */
  known(wanted: Wanted): ImageFacts | undefined {
    const facts = this.facts.get(idOf(wanted));
    const vulnerable = this.vulnerable.get(idOf(wanted));
    return facts && vulnerable && vulnerable.digest === facts.digest ? { ...facts, vulnerable: vulnerable.packages } : facts;
  }

  /** Learns what rules and hints need. Whether that is something else than was known; false when there is no answer. */
  async learn(wanted: Wanted, signal: AbortSignal): Promise<boolean> {
    const before = this.facts.get(idOf(wanted));
    try {
      const catalog = await this.load();
      const depth = this.settings.showsPushed ? 'age' : 'platforms';
      const facts = await catalog.facts(wanted.reference, wanted.platform, depth, signal);
      keep(this.facts, idOf(wanted), facts);
      return !before || !isSame(before, facts);
    } catch {
      // No network, no such host, no right to see it: then nothing is said of it.
      return false;
    }
  }

  /** Learns of vulnerabilities, if that is wanted: more than registries is asked for it, and so later. Whether there is something new. */
  async learnVulnerable(wanted: Wanted, signal: AbortSignal): Promise<boolean> {
    const digest = this.facts.get(idOf(wanted))?.digest;
    if (!this.settings.asksVulnerabilities || digest === undefined) return false;
    try {
      const packages = await (await this.load()).vulnerable({ ...wanted.reference, digest }, wanted.platform, signal);
      const before = this.vulnerable.get(idOf(wanted));
      keep(this.vulnerable, idOf(wanted), { digest, packages });
      return JSON.stringify(before?.packages ?? []) !== JSON.stringify(packages);
    } catch {
      return false;
    }
  }

  /** Everything about an image, for somebody who looks at it. */
  ask(wanted: Wanted, token: CancellationToken): Promise<Learned | undefined> {
    const work = async (): Promise<Learned> => {
      const catalog = await this.load();
      if (!catalog.allows(wanted.reference.host)) return 'refused';
      const facts = await catalog.facts(wanted.reference, wanted.platform, 'details');
      keep(this.facts, idOf(wanted), facts);
      return facts;
    };
    return within(work(), token);
  }

  tags(reference: ImageReference, token: CancellationToken): Promise<TagList | undefined> {
    return within(
      this.load().then((catalog) => catalog.tags(reference)),
      token,
    );
  }

  /** Loaded when there is something to ask: most of a registry's client is HTTP. */
  private load(): Promise<Catalog> {
    this.catalog ??= this.open();
    return this.catalog;
  }
}

/** Remembers, and lets the oldest go. */
function keep<Value>(map: Map<string, Value>, id: string, value: Value): void {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > MAX_KNOWN && oldest !== undefined) map.delete(oldest);
}

/** Lists of tags are the same object as long as they are not asked for again. */
function isSame({ tags: oneTags, ...one }: ImageFacts, { tags: otherTags, ...other }: ImageFacts): boolean {
  return oneTags?.tags === otherTags?.tags && JSON.stringify(one) === JSON.stringify(other);
}
