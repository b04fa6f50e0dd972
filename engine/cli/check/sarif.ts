import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENGINE_VERSION } from '../../version';
import type { Finding } from './Finding';

const LEVELS = { error: 'error', warning: 'warning', information: 'note' } as const;

/** SARIF 2.1.0 (OASIS), as code scanning in CI takes it. */
export function sarif(findings: Finding[]): object {
  const rules = [...new Set(findings.map(({ code }) => code))].sort().map((id) => ({ id }));
  const results = findings.map(({ code, severity, message, file, line, column, endLine, endColumn, related }) => ({
    ruleId: code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...(related && {
      relatedLocations: related.map((one) => ({
        message: { text: one.message },
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: one.line, startColumn: one.column } },
      })),
    }),
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'bulkhead', version: ENGINE_VERSION, rules } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

/** Relative below the working directory, which is the checkout in CI. */
function uriOf(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? pathToFileURL(file).href : path.split(sep).map(encodeURIComponent).join('/');
}
