import { FoldingRangeKind } from 'vscode-languageserver/node';
import type { FoldingRange } from 'vscode-languageserver/node';

/** Comments of several lines; they look the same in YAML and in a Dockerfile. */
export function* foldComments(text: string): Generator<FoldingRange> {
  let start: number | undefined;
  const lines = text.split('\n');
  for (const [line, content] of [...lines, ''].entries()) {
    if (/^\s*#/.test(content)) start ??= line;
    else {
      if (start !== undefined && line - start > 1) yield { startLine: start, endLine: line - 1, kind: FoldingRangeKind.Comment };
      start = undefined;
    }
  }
}
