import { fieldsOf, listOf, parseJson, textOf } from '../json';
import { parsePurl } from './purl';
import type { Purl } from './purl';

/** Of one image; more are not looked at. */
const MAX_PACKAGES = 4000;

/** What an image holds, by the SPDX document in an in-toto statement about it; each thing once. */
export function readSbom(body: Uint8Array): Purl[] {
  const packages = listOf(fieldsOf(fieldsOf(parseJson(body))?.['predicate'])?.['packages']);
  const found = new Map<string, Purl>();
  for (const one of packages.slice(0, MAX_PACKAGES))
    for (const reference of listOf(fieldsOf(one)?.['externalRefs']).slice(0, 20)) {
      const fields = fieldsOf(reference);
      const text = fields?.['referenceType'] === 'purl' ? textOf(fields['referenceLocator'], 2048) : undefined;
      const purl = text === undefined ? undefined : parsePurl(text);
      if (text !== undefined && purl) found.set(text, purl);
    }
  return [...found.values()];
}
