import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { withLineEnds } from '../edits/lineEnds';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import type { FixBook } from '../features/fixes/Fix';
import { FIX_ALL, fixAll, quickFixes } from '../features/fixes/quickFixes';
import { silenced } from '../features/fixes/silenced';
import { isAsked } from '../features/isAsked';
import { pinActions } from '../images/pinActions';
import { DOCKERFILE_FIX_TABLE } from './fixTable';

const BOOK: FixBook<DockerfileDocument> = {
  decisions: DOCKERFILE_FIX_TABLE,
  // A comment among directives would end them.
  silenced: (context, problem) => {
    const last = context.document.file.directives.at(-1);
    return last && (problem.range?.[0] ?? 0) <= last.range[1] ? [] : silenced(context, problem);
  },
};

export const codeActions: Feature<CodeActionParams, CodeAction[], DockerfileDocument> = (context, { range, context: { only } }) =>
  withLineEnds(context.document, [
    ...(isAsked(CodeActionKind.QuickFix, only) ? quickFixes(context, BOOK, range) : []),
    ...(isAsked(CodeActionKind.RefactorRewrite, only) ? pinActions(context, range) : []),
    ...(only && isAsked(FIX_ALL, only) ? fixAll(context, BOOK) : []),
  ]);
