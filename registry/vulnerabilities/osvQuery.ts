import { purlText } from './purl';
import type { Purl } from './purl';

/** One query of OSV's API: a version of a package, by its name in an ecosystem or by its package URL with the version. */
export type OsvQuery = { package: { ecosystem: string; name: string }; version: string } | { package: { purl: string } };

/** Types of package URLs that OSV knows as they are. */
const BY_PURL = ['cargo', 'composer', 'gem', 'golang', 'hex', 'maven', 'npm', 'nuget', 'pub', 'pypi'];

/** Distributions keep advisories by source package and release: `distro=debian-12` is `Debian:12`, `alpine-3.19.1` is `Alpine:v3.19`. */
const DISTRIBUTIONS: Readonly<Record<string, (release: string) => string | undefined>> = {
  'deb/debian': (release) => /^debian-(\d+)/.exec(release)?.[1]?.replace(/^/, 'Debian:'),
  'apk/alpine': (release) => /^(?:alpine-)?v?(\d+\.\d+)/.exec(release)?.[1]?.replace(/^/, 'Alpine:v'),
};

/** `openssl` or `openssl@3.0.11-1` of `upstream`, where the package itself is `libssl3`. */
function sourceOf({ name, version, qualifiers: { upstream = '' } }: Purl): { name: string; version: string } {
  const [source = '', ofSource] = upstream.split('@', 2);
  return source === '' ? { name, version } : { name: source, version: ofSource ?? version };
}

/** `undefined` for what OSV knows nothing of. */
export function osvQuery(purl: Purl): OsvQuery | undefined {
  const { type, namespace, qualifiers } = purl;
  if (BY_PURL.includes(type)) return { package: { purl: purlText(purl) } };
  const kind = `${type}/${namespace}`;
  const ecosystem = Object.hasOwn(DISTRIBUTIONS, kind) ? DISTRIBUTIONS[kind]?.(qualifiers['distro'] ?? '') : undefined;
  if (ecosystem === undefined) return undefined;
  const { name, version } = sourceOf(purl);
  return { package: { ecosystem, name }, version };
}
