import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';

/** `3:4-12`, or `3:4-5:2` over several lines. */
export function shownRange({ start, end }: Range): string {
  return `${start.line}:${start.character}-${start.line === end.line ? '' : `${end.line}:`}${end.character}`;
}

/** A text after edits, made from the last to the first so that none moves another. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Range['start']): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (result, { range, newText }) => result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)),
      text,
    );
}

/** Files by path after a change of several, those it makes included. */
export function appliedTo(
  files: Readonly<Record<string, string>>,
  { changes, documentChanges }: WorkspaceEdit,
): Record<string, string> {
  const after: Record<string, string> = { ...files };
  const change = (uri: string, edits: readonly TextEdit[]): void => {
    const path = new URL(uri).pathname;
    after[path] = applied(after[path] ?? '', edits);
  };
  for (const [uri, edits] of Object.entries(changes ?? {})) change(uri, edits);
  for (const one of documentChanges ?? []) {
    if ('edits' in one) change(one.textDocument.uri, one.edits);
    else if (one.kind === 'create') after[new URL(one.uri).pathname] ??= '';
  }
  return after;
}
