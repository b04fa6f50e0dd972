import { closest } from '../compose/check/closest';

/** A tag as most images have them: `v1.27.3-alpine3.20`. */
interface Version {
  /** Without the `v`. */
  numbers: readonly number[];
  prefix: string;
  /** What stands behind the numbers, as `-alpine`. */
  suffix: string;
}

const VERSION = /^(v?)(\d{1,9}(?:\.\d{1,9}){0,3})((?:[-_+.][a-zA-Z0-9][\w.+-]*)?)$/;
const PRERELEASE = /^[-_+.]?(?:alpha|beta|rc|pre|dev|preview|nightly|snapshot|canary|m)(?:[-_.]?\d|$|[-_.])/i;
/** Without dots these are days or builds, not versions. */
const LONGEST_NUMBER = 1e5;

function versionOf(tag: string): Version | undefined {
  const [, prefix = '', numbers, suffix = ''] = VERSION.exec(tag) ?? [];
  return numbers === undefined ? undefined : { prefix, numbers: numbers.split('.').map(Number), suffix };
}

const isPrerelease = ({ suffix }: Version): boolean => PRERELEASE.test(suffix);

/** Later numbers first; more of them before fewer, as `1.27.3` says more than `1.27`. */
function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one = -1, other = -1] = [a[at], b[at]];
    if (one !== other) return other - one;
  }
  return 0;
}

/** Digests and signatures that tools keep as tags of the repository. */
const isOfTool = (tag: string): boolean => /^sha256-[0-9a-f]{64}/.test(tag);

/** 0 for `latest`, 1 for versions, 2 for versions that are no releases yet, 3 for other names. */
function rankOf(tag: string, version: Version | undefined): number {
  if (tag === 'latest') return 0;
  if (!version || (version.numbers.length === 1 && (version.numbers[0] ?? 0) > LONGEST_NUMBER)) return 3;
  return isPrerelease(version) ? 2 : 1;
}

/** The tags people choose first: `latest`, versions from the newest on with the plain ones before those of a variant, and other names. */
export function orderTags(tags: readonly string[]): string[] {
  const all = tags.filter((tag) => !isOfTool(tag)).map((tag) => ({ tag, version: versionOf(tag) }));
  const ranked = all.map((one) => ({ ...one, rank: rankOf(one.tag, one.version) }));
  ranked.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank - b.rank;
    const ofNumbers = a.version && b.version ? compareNumbers(a.version.numbers, b.version.numbers) : 0;
    if (ofNumbers !== 0) return ofNumbers;
    const ofSuffix = (a.version?.suffix.length ?? 0) - (b.version?.suffix.length ?? 0);
    return ofSuffix !== 0 ? ofSuffix : a.tag < b.tag ? -1 : 1;
  });
  return ranked.map(({ tag }) => tag);
}

/**
 * The newest tag of the same line: same variant, same number of numbers, and only the last of them is higher. `1.27.3` leads to `1.27.5`, never to
 * `1.28.0`; `1.27` to `1.28`; `16` to nothing, as a first number tells of breaking changes.
 */
export function newerTag(tag: string, tags: readonly string[]): string | undefined {
  const own = versionOf(tag);
  if (!own || own.numbers.length < 2 || isPrerelease(own)) return undefined;
  const isSameLine = ({ prefix, numbers, suffix }: Version): boolean =>
    prefix === own.prefix &&
    suffix === own.suffix &&
    numbers.length === own.numbers.length &&
    numbers.every((number, at) => (at === numbers.length - 1 ? number > (own.numbers[at] ?? 0) : number === own.numbers[at]));
  let best: { tag: string; version: Version } | undefined;
  for (const one of tags) {
    const version = versionOf(one);
    if (version && isSameLine(version) && (!best || compareNumbers(version.numbers, best.version.numbers) < 0))
      best = { tag: one, version };
  }
  return best?.tag;
}

const MAX_COMPARED = 3000;

/** The tag that was most likely meant by one that is not there, of tags in their order. */
export function meantTag(tag: string, ordered: readonly string[]): string | undefined {
  const own = versionOf(tag);
  // A version that is not there is one of another that begins as it does: the newest of those.
  const similar = own && ordered.find((one) => isSameMinor(own, versionOf(one)));
  return similar ?? closest(tag, ordered.slice(0, MAX_COMPARED));
}

function isSameMinor(own: Version, other: Version | undefined): boolean {
  if (other?.suffix !== own.suffix || other.prefix !== own.prefix || other.numbers.length !== own.numbers.length) return false;
  return other.numbers.length > 1 && other.numbers.slice(0, -1).every((number, at) => number === own.numbers[at]);
}
