import { FoldingRangeKind } from 'vscode-languageserver/node';
import type { FoldingRange } from 'vscode-languageserver/node';

const MARK = /^[ \t]*#[ \t]*(end)?region\b/;

/** From `# region` to the `# endregion` that belongs to it: editors look for these themselves only where no server folds. */
export function foldRegions(text: string): FoldingRange[] {
  const regions: FoldingRange[] = [];
  const open: number[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    const mark = MARK.exec(content);
    if (!mark) continue;
    if (mark[1] === undefined) open.push(line);
    else {
      const startLine = open.pop();
      if (startLine !== undefined) regions.push({ startLine, endLine: line, kind: FoldingRangeKind.Region });
    }
  }
  return regions;
}
