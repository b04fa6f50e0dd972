import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { isDockerRun } from '../../../spec/dockerRun/parseDockerRun';
import type { SpecDocument } from '../../documents/SpecDocument';
import { serviceText } from '../../edits/serviceText';

const MAX_LINES = 100;

/** A `docker run` command in a Compose file, also behind a comment sign, becomes a service. It goes on behind a backslash. */
export function dockerRun(document: SpecDocument, { start }: Range): CodeAction[] {
  let first = start.line;
  while (
    first > 0 &&
    start.line - first < MAX_LINES &&
    document
      .lineAt(first - 1)
      .trimEnd()
      .endsWith('\\')
  )
    first--;
  if (!isDockerRun(document.lineAt(first))) return [];
  let last = first;
  while (last - first < MAX_LINES && document.lineAt(last).trimEnd().endsWith('\\')) last++;
  const range: Range = { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } };
  const text = document.text.slice(document.offsetAt(range.start), document.offsetAt(range.end));
  const newText = serviceText(document, text);
  if (newText === undefined) return [];
  const edit = { changes: { [document.uri]: [{ range, newText }] } };
  return [{ title: 'Write the command as a service', kind: CodeActionKind.RefactorRewrite, edit }];
}
