import { invalid } from '../faults';

const REFERENCE = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\d+(?=\/)[a-z0-9._/-]*)?(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** The form users see: without `docker.io/library/`, with a tag. */
export function familiarReference(text: string): string {
  const short = text.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, '');
  if (!REFERENCE.test(short)) throw invalid(`invalid reference format: ${text}`);
  const hasTag = /:[^/]+$/.test(short) || short.includes('@');
  return hasTag ? short : `${short}:latest`;
}

/** Repository and tag of a familiar reference. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const colon = reference.lastIndexOf(':');
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
