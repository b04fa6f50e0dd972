import type { Finding } from './Finding';

const MAX_LINE = 200;

/** `file:line:column: severity: message [code]`, and below it the line with the place underlined. */
export function human(findings: Finding[], textOf: (file: string) => string): string {
  const linesOf = new Map<string, string[]>();
  return findings
    .map((finding) => {
      const lines = linesOf.get(finding.file) ?? textOf(finding.file).split(/\r?\n/);
      linesOf.set(finding.file, lines);
      const { file, line, column, severity, message, code } = finding;
      return `${file}:${line}:${column}: ${severity}: ${message} [${code}]\n${excerpt(lines[line - 1] ?? '', finding)}`;
    })
    .join('');
}

function excerpt(text: string, { line, column, endLine, endColumn }: Finding): string {
  if (text.length > MAX_LINE || text.trim() === '') return '';
  const end = endLine === line ? endColumn : text.length + 1;
  const margin = `${String(line).padStart(5)} │ `;
  // Tabs stay, so that the marks stand below what they mark.
  const lead = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${margin}${text}\n${' '.repeat(5)} │ ${lead}${'^'.repeat(Math.max(1, Math.min(end, text.length + 1) - column))}\n`;
}

export function summary(findings: Finding[], files: number): string {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, remarks] = [count('error'), count('warning'), count('information')];
  const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${plural(files, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(remarks, 'remark')}\n`;
}
