import type { VulnerablePackage } from '../../spec/image/ImageFacts';
import { exchange } from '../exchange';
import { HostGuard } from '../HostGuard';
import { fieldsOf, listOf, parseJson, textOf } from '../json';
import { RegistryError } from '../RegistryError';
import { osvQuery } from './osvQuery';
import type { OsvQuery } from './osvQuery';
import type { Purl } from './purl';

const OSV = 'https://api.osv.dev';
/** OSV takes no more at once. */
const BATCH = 1000;
const MAX_QUERIES = 2 * BATCH;
const MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** Of one package. */
const MAX_IDS = 200;

/** The database of vulnerabilities at osv.dev. It is told names and versions of packages, nothing of the image they are in. */
export class OsvClient {
  private readonly url: URL;
  private readonly guard = new HostGuard();

  constructor(base = OSV) {
    this.url = new URL('/v1/querybatch', base);
  }

  /** @throws {RegistryError} */
  async vulnerable(packages: readonly Purl[], signal: AbortSignal): Promise<VulnerablePackage[]> {
    const asked = new Map<string, OsvQuery>();
    for (const purl of packages) {
      const query = asked.size < MAX_QUERIES ? osvQuery(purl) : undefined;
      // Several packages are made from one source.
      if (query) asked.set(JSON.stringify(query), query);
    }
    const queries = [...asked.values()];
    const found: VulnerablePackage[] = [];
    for (let at = 0; at < queries.length; at += BATCH) found.push(...(await this.batch(queries.slice(at, at + BATCH), signal)));
    return found;
  }

  /** The answers are in the order of the queries. */
  private async batch(queries: readonly OsvQuery[], signal: AbortSignal): Promise<VulnerablePackage[]> {
    const { url } = this;
    const request = { method: 'POST' as const, url, json: { queries }, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal };
    const { status, body } = await this.guard.ask(url.host, () => exchange(request));
    const results = status === 200 ? fieldsOf(parseJson(body))?.['results'] : undefined;
    if (!Array.isArray(results))
      throw new RegistryError('malformed', `${url.host} answered with status ${status} and no results`);
    return queries.flatMap((query, index) => {
      const vulns = listOf(fieldsOf(results[index])?.['vulns']).slice(0, MAX_IDS);
      const vulnerabilities = vulns.flatMap((one) => textOf(fieldsOf(one)?.['id'], 128) ?? []);
      return vulnerabilities.length === 0 ? [] : [{ ...named(query), vulnerabilities }];
    });
  }
}

function named(query: OsvQuery): { name: string; version: string } {
  if ('version' in query) return { name: query.package.name, version: query.version };
  const [, name = '', version = ''] = /^pkg:\w+\/(.*)@([^@]*)$/.exec(query.package.purl) ?? [];
  return { name: decodeURIComponent(name), version: decodeURIComponent(version) };
}
