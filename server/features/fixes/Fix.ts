import type { Problem } from '../../../spec/Problem';
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
export type Fixer = (context: FeatureContext, problem: Problem) => Fix[];

/** Puts text in the place of what a problem is about. */
export function replace(
  document: SpecDocument,
  range: readonly [number, number] | undefined,
  newText: string,
  title = `Change to ${newText}`,
): Fix[] {
  return range && range[0] < range[1] ? [{ title, edits: [{ range: document.rangeOfOffsets(range), newText }] }] : [];
}
