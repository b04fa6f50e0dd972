import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionOptions, CodeActionParams } from 'vscode-languageserver/node';
import type { Feature } from './Feature';
import type { FixBook } from './fixes/Fix';
import { FIX_TABLE } from './fixes/fixTable';
import { FIX_ALL, fixAll, quickFixes } from './fixes/quickFixes';
import { silenced } from './fixes/silenced';
import { rewrites } from './rewrites/rewrites';

const REFACTORINGS = [CodeActionKind.RefactorRewrite, CodeActionKind.RefactorInline, CodeActionKind.RefactorExtract];

export const CODE_ACTION_OPTIONS: CodeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, ...REFACTORINGS, FIX_ALL],
};

const BOOK: FixBook = { decisions: FIX_TABLE, silenced };

/** Whether a client that may name kinds wants this one. */
export function isAsked(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

export const codeActions: Feature<CodeActionParams, CodeAction[]> = (context, { range, context: { only } }) => [
  ...(isAsked(CodeActionKind.QuickFix, only) ? quickFixes(context, BOOK, range) : []),
  ...(REFACTORINGS.some((kind) => isAsked(kind, only))
    ? rewrites(context, range).filter(({ kind = '' }) => isAsked(kind, only))
    : []),
  // Not among the others: it is about more than the place one is at.
  ...(only && isAsked(FIX_ALL, only) ? fixAll(context, BOOK) : []),
];
