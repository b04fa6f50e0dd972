import type { Problem } from '../../../spec/Problem';
import type { OpenDocument } from '../../documents/OpenDocument';
import type { SpecDocument } from '../../documents/SpecDocument';
import type { Changes } from '../../edits/workspaceEdit';
import type { FeatureContext } from '../Feature';

/** One way out of a problem. */
export interface Fix extends Changes {
  title: string;
  /** Says the same as before, only rightly: it may be done without being looked at. */
  isSafe?: boolean;
}

/** The ways out of problems of one kind; none where it does not apply. */
export type Fixer<Document extends OpenDocument = SpecDocument> = (context: FeatureContext<Document>, problem: Problem) => Fix[];

/** The ways out of a problem, the best first; or why there is none that an editor could know. */
export type Decision<Document extends OpenDocument = SpecDocument> = readonly Fixer<Document>[] | string;

/** What is done about the problems of one kind of document. */
export interface FixBook<Document extends OpenDocument = SpecDocument> {
  decisions: Readonly<Record<string, Decision<Document>>>;
  silenced: Fixer<Document>;
}

/** Puts text in the place of what a problem is about. */
export function replace(
  document: OpenDocument,
  range: readonly [number, number] | undefined,
  newText: string,
  title = `Change to ${newText}`,
): Fix[] {
  return range && range[0] < range[1]
    ? [{ title, edits: [{ range: document.rangeOfOffsets(range), newText: document.written(newText) }] }]
    : [];
}
