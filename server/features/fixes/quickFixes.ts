import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver/node';
import type { Problem } from '../../../spec/Problem';
import { workspaceEdit } from '../../edits/workspaceEdit';
import { findingsOf, toDiagnostic } from '../diagnostics';
import type { OpenDocument } from '../../documents/OpenDocument';
import type { FeatureContext } from '../Feature';
import type { Fix, FixBook } from './Fix';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.bulkhead`;

const MAX_ACTIONS = 50;

function fixesOf<Document extends OpenDocument>(
  context: FeatureContext<Document>,
  { decisions }: FixBook<Document>,
  problem: Problem,
): Fix[] {
  const decision = decisions[problem.code];
  return typeof decision === 'string' ? [] : (decision ?? []).flatMap((fixer) => fixer(context, problem));
}

const isBefore = (x: Range['start'], y: Range['start']): boolean =>
  x.line < y.line || (x.line === y.line && x.character < y.character);

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function actionsFor<Document extends OpenDocument>(
  context: FeatureContext<Document>,
  book: FixBook<Document>,
  problem: Problem,
): CodeAction[] {
  const diagnostics = [toDiagnostic(context, problem)];
  const fixes = fixesOf(context, book, problem);
  return [...fixes, ...book.silenced(context, problem)].flatMap((fix, index) => {
    const edit = workspaceEdit(context.document, context.client, fix);
    const isPreferred = index === 0 && fixes.length > 0;
    return edit
      ? [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, ...(isPreferred ? { isPreferred } : {}), edit }]
      : [];
  });
}

export function quickFixes<Document extends OpenDocument>(
  context: FeatureContext<Document>,
  book: FixBook<Document>,
  range: Range,
): CodeAction[] {
  const { document } = context;
  return (
    findingsOf(context)
      // What is said of a text within the document has a book of its own.
      .filter(({ code }) => Object.hasOwn(book.decisions, code))
      .filter((problem) => overlaps(document.rangeOfOffsets(problem.range ?? [0, 0]), range))
      .flatMap((problem) => actionsFor(context, book, problem))
      .slice(0, MAX_ACTIONS)
  );
}

/** Every fix that says the same as before, in one action. Of two that touch each other the first is done. */
export function fixAll<Document extends OpenDocument>(context: FeatureContext<Document>, book: FixBook<Document>): CodeAction[] {
  const { document, host, settings } = context;
  const edits = document
    .findings(host, settings)
    .filter(({ code }) => Object.hasOwn(book.decisions, code))
    .flatMap((problem) => fixesOf(context, book, problem).find(({ isSafe }) => isSafe)?.edits ?? [])
    .sort((a, b) => (isBefore(a.range.start, b.range.start) ? -1 : 1));
  const apart: TextEdit[] = [];
  for (const edit of edits) {
    const last = apart.at(-1);
    if (!last || !isBefore(edit.range.start, last.range.end)) apart.push(edit);
  }
  if (apart.length === 0) return [];
  return [{ title: 'Fix all that is plain', kind: FIX_ALL, edit: { changes: { [document.uri]: apart } } }];
}
