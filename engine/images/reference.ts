import { familiarName, parseReference } from '../../spec/words/imageReference';
import { invalid } from '../faults';

/** The form users see: without `docker.io/library/`, with a tag. */
export function familiarReference(text: string): string {
  const reference = parseReference(text);
  if (!reference) throw invalid(`invalid reference format: ${text}`);
  return familiarName(reference);
}

/** Repository and tag of a familiar reference. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const colon = reference.lastIndexOf(':');
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
