import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionOptions, CodeActionParams } from 'vscode-languageserver/node';
import type { Feature } from './Feature';
import { FIX_ALL, fixAll, quickFixes } from './fixes/quickFixes';
import { rewrites } from './rewrites';

export const CODE_ACTION_OPTIONS: CodeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL],
};

export const codeActions: Feature<CodeActionParams, CodeAction[]> = (context, { range, context: { only } }) => {
  const isAsked = (kind: string): boolean => !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  return [
    ...(isAsked(CodeActionKind.QuickFix) ? quickFixes(context, range) : []),
    ...(isAsked(CodeActionKind.RefactorRewrite) ? rewrites(context.document, range) : []),
    // Not among the others: it is about more than the place one is at.
    ...(only && isAsked(FIX_ALL) ? fixAll(context) : []),
  ];
};
