import type { CodeAction, Range } from 'vscode-languageserver/node';
import type { FeatureContext } from '../Feature';
import { rewriteItem } from './itemForms';
import { rewriteValue } from './rewriteValue';

/** The same spec written in another way, at the place one is at. */
export function rewrites({ document }: FeatureContext, range: Range): CodeAction[] {
  if (!document.isWellFormed) return [];
  const offset = document.offsetAt(range.start);
  return [...rewriteItem(document, offset), ...rewriteValue(document, offset)];
}
