import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver/node';
import { isDockerRun } from '../../../spec/dockerRun/parseDockerRun';
import type { SpecDocument } from '../../documents/SpecDocument';
import { servicePlace } from '../../edits/servicePlace';
import type { ServicePlace } from '../../edits/servicePlace';
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
  const place = servicePlace(document, first, [first, last + 1]);
  if (newText === undefined || !place) return [];
  const edit = { changes: { [document.uri]: [...withoutBraces(place), ...movedTo(document, place.line, range, newText)] } };
  return [{ title: 'Write the command as a service', kind: CodeActionKind.RefactorRewrite, edit }];
}

function withoutBraces({ braces }: ServicePlace): TextEdit[] {
  if (!braces) return [];
  const { line, start, end } = braces;
  return [{ range: { start: { line, character: start }, end: { line, character: end } }, newText: '' }];
}

/** The service in the place of the command, or the command taken away and the service at another line. */
function movedTo(document: SpecDocument, line: number, range: Range, newText: string): TextEdit[] {
  if (line === range.start.line) return [{ range, newText }];
  const { end } = document.rangeOfOffsets([document.text.length, document.text.length]);
  const at = line > end.line ? end : { line, character: 0 };
  const text = line > end.line ? `\n${newText.trimEnd()}` : newText;
  return [
    { range, newText: '' },
    { range: { start: at, end: at }, newText: text },
  ];
}
