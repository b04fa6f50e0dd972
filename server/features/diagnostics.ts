import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, DiagnosticTag, DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type { Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { judged } from '../../spec/check/composeFindings';
import type { Problem } from '../../spec/Problem';
import { embeddedIn } from '../documents/embeddedIn';
import type { OpenDocument } from '../documents/OpenDocument';
import { imageProblems } from '../images/imageProblems';
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

/** Diagnostics of other files, by address. */
export type Neighbours = ReadonlyMap<string, Diagnostic[]>;

type Source = Pick<FeatureContext<OpenDocument>, 'document' | 'host' | 'settings' | 'client' | 'docs' | 'registries'>;

export function toDiagnostic(
  { document, client, docs }: Pick<Source, 'document' | 'client' | 'docs'>,
  problem: Problem,
): Diagnostic {
  const tag = TAGS[problem.code];
  return {
    range: document.locationOf(problem.file ?? document.path, problem.range ?? [0, 0]).range,
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    ...(docs === undefined ? {} : { codeDescription: { href: `${docs}/${problem.code}.md` } }),
    source: 'bulkhead',
    message: problem.message,
    ...(tag ? { tags: [tag] } : {}),
    ...(problem.related && client.showsRelatedPlaces
      ? {
          relatedInformation: problem.related.map(({ file = problem.file ?? document.path, range, message }) => ({
            location: document.locationOf(file, range),
            message,
          })),
        }
      : {}),
  };
}

/** Everything to be said of a text, with what registries have said by now. */
export function findingsOf(context: Source): Problem[] {
  const { document, host, settings } = context;
  return [...document.findings(host, settings), ...imageProblems(context)];
}

export function diagnose(context: Source): Diagnostic[] {
  const own = findingsOf(context).map((problem) => ({ problem, within: context }));
  // What else is said of texts within this one is among its own.
  const inner = context.registries
    ? embeddedIn(context.document).flatMap((document) => {
        const within = { ...context, document };
        return imageProblems(within).map((problem) => ({ problem, within }));
      })
    : [];
  return [...own, ...inner].slice(0, MAX_DIAGNOSTICS).map(({ problem, within }) => toDiagnostic(within, problem));
}

/** Of the files beside a document that no document of their own is made of. */
export function diagnoseNeighbours(context: Source): Neighbours {
  const { document, settings } = context;
  return new Map(
    [...document.neighbourProblems()].map(([path, problems]) => {
      const found = judged(problems, document.readFile(path) ?? '', settings);
      return [pathToFileURL(path).href, found.slice(0, MAX_DIAGNOSTICS).map((problem) => toDiagnostic(context, problem))];
    }),
  );
}

function relatedDocuments(context: Source): DocumentDiagnosticReport['relatedDocuments'] {
  const kind = DocumentDiagnosticReportKind.Full;
  return Object.fromEntries([...diagnoseNeighbours(context)].map(([uri, items]) => [uri, { kind, items }]));
}

/** For clients that ask. */
export const diagnostics: Feature<DocumentDiagnosticParams, DocumentDiagnosticReport, OpenDocument> = (context) => ({
  kind: DocumentDiagnosticReportKind.Full,
  items: diagnose(context),
  ...(context.client.takesRelatedDiagnostics ? { relatedDocuments: relatedDocuments(context) } : {}),
});
