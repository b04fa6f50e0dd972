import type { OpenDocument } from './OpenDocument';
import { SpecDocument } from './SpecDocument';

/** Texts of another kind that stand within a document. */
export function embeddedIn(document: OpenDocument): readonly OpenDocument[] {
  return document instanceof SpecDocument ? document.dockerfiles : [];
}
