import { DiagnosticSeverity, DiagnosticTag, DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type { Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { Problem } from '../../spec/Problem';
import type { OpenDocument } from '../documents/OpenDocument';
import type { Feature, FeatureContext } from './Feature';

const SEVERITIES: Record<Problem['severity'], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

const TAGS: Readonly<Record<string, DiagnosticTag>> = {
  'key-deprecated': DiagnosticTag.Deprecated,
  'definition-unused': DiagnosticTag.Unnecessary,
};

/** More of one file helps nobody, and each is a message to the editor. */
const MAX_DIAGNOSTICS = 1000;

type Source = Pick<FeatureContext<OpenDocument>, 'document' | 'host' | 'settings' | 'docs'>;

export function toDiagnostic({ document, docs }: Pick<Source, 'document' | 'docs'>, problem: Problem): Diagnostic {
  const tag = TAGS[problem.code];
  return {
    range: document.rangeOfOffsets(problem.range ?? [0, 0]),
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    ...(docs === undefined ? {} : { codeDescription: { href: `${docs}/${problem.code}.md` } }),
    source: 'bulkhead',
    message: problem.message,
    ...(tag ? { tags: [tag] } : {}),
  };
}

export function diagnose(context: Source): Diagnostic[] {
  const { document, host, settings } = context;
  return document
    .findings(host, settings)
    .slice(0, MAX_DIAGNOSTICS)
    .map((problem) => toDiagnostic(context, problem));
}

/** For clients that ask. */
export const diagnostics: Feature<DocumentDiagnosticParams, DocumentDiagnosticReport, OpenDocument> = (context) => ({
  kind: DocumentDiagnosticReportKind.Full,
  items: diagnose(context),
});
