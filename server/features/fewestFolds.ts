import type { FoldingRange } from 'vscode-languageserver/node';

/** As many as a client takes at most: of more, those that hold the others. */
export function fewestFolds(folds: readonly FoldingRange[], limit = Infinity): FoldingRange[] {
  if (folds.length <= limit) return [...folds];
  const bySize = [...folds].sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine));
  return bySize.slice(0, limit).sort((a, b) => a.startLine - b.startLine);
}
