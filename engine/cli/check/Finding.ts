import type { Problem } from '../../../spec/Problem';

/** A problem as it is printed: where in the file by line and column, both from 1. */
export interface Finding {
  code: string;
  severity: Problem['severity'];
  message: string;
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** Other places of the file it is said for. */
  related?: (Position & { message: string })[];
}

interface Position {
  line: number;
  column: number;
}

export function findingsOf(file: string, text: string, problems: Problem[]): Finding[] {
  const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const position = (offset: number): Position => {
    const line = lastAtOrBelow(lineStarts, offset);
    return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
  };
  const findings = problems.map(({ code, severity, message, range = [0, 0], related }) => {
    const end = position(range[1]);
    return {
      code,
      severity,
      message,
      file,
      ...position(range[0]),
      endLine: end.line,
      endColumn: end.column,
      ...(related
        ? {
            related: related
              .filter((one) => one.file === undefined)
              .map((one) => ({ message: one.message, ...position(one.range[0]) })),
          }
        : {}),
    };
  });
  return findings.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Index of the last of the sorted numbers that is not above. */
function lastAtOrBelow(sorted: number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
