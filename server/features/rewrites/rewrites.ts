import type { CodeAction, Range } from 'vscode-languageserver/node';
import { ComposeDocument } from '../../documents/ComposeDocument';
import type { FeatureContext } from '../Feature';
import { dockerRun } from './dockerRun';
import { extractFragment } from './extractFragment';
import { inlineAlias } from './inlineAlias';
import { rewriteItem } from './itemForms';
import { moveToEnv } from './moveToEnv';
import { rewriteValue } from './rewriteValue';

/** The same spec written in another way, at the place one is at. */
export function rewrites(context: FeatureContext, range: Range): CodeAction[] {
  const { document } = context;
  // A command is there before it is a service, so the text may have errors.
  const ofCommand = document instanceof ComposeDocument ? dockerRun(document, range) : [];
  if (!document.isWellFormed) return ofCommand;
  const offset = document.offsetAt(range.start);
  return [
    ...ofCommand,
    ...rewriteItem(document, offset),
    ...rewriteValue(document, offset),
    ...inlineAlias(document, offset),
    // A value is nearer than the mapping it is in.
    ...moveToEnv(context, offset),
    ...extractFragment(document, offset),
  ];
}
