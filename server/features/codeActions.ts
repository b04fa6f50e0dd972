import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionOptions, CodeActionParams } from 'vscode-languageserver/node';
import { codeActions as dockerfileActions } from '../dockerfile/codeActions';
import { withLineEnds } from '../edits/lineEnds';
import { DockerfileDocument } from '../documents/DockerfileDocument';
import { pinActions } from '../images/pinActions';
import type { Feature } from './Feature';
import type { FixBook } from './fixes/Fix';
import { FIX_TABLE } from './fixes/fixTable';
import { FIX_ALL, fixAll, quickFixes } from './fixes/quickFixes';
import { silenced } from './fixes/silenced';
import { isAsked } from './isAsked';
import { rewrites } from './rewrites/rewrites';

const REFACTORINGS = [CodeActionKind.RefactorRewrite, CodeActionKind.RefactorInline, CodeActionKind.RefactorExtract];

export const CODE_ACTION_OPTIONS: CodeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, ...REFACTORINGS, FIX_ALL],
};

const BOOK: FixBook = { decisions: FIX_TABLE, silenced };

export const codeActions: Feature<CodeActionParams, CodeAction[]> = (context, params, token) => {
  const { only } = params.context;
  const inline = context.document.embeddedAt?.(params.range.start);
  const ofInline =
    inline instanceof DockerfileDocument ? dockerfileActions({ ...context, document: inline }, params, token) : undefined;
  return withLineEnds(context.document, [
    ...(ofInline ?? []),
    ...(isAsked(CodeActionKind.QuickFix, only) ? quickFixes(context, BOOK, params.range) : []),
    ...(REFACTORINGS.some((kind) => isAsked(kind, only))
      ? [...rewrites(context, params.range), ...pinActions(context, params.range)].filter(({ kind = '' }) => isAsked(kind, only))
      : []),
    // Not among the others: it is about more than the place one is at.
    ...(only && isAsked(FIX_ALL, only) ? fixAll(context, BOOK) : []),
  ]);
};
