import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import { hostFindings } from '../../spec/host/hostRules';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { Problem } from '../../spec/Problem';
import { valueAt } from '../../spec/yaml/Located';
import type { ComposeDocument } from '../documents/ComposeDocument';

const SEVERITIES: Record<Problem['severity'], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The file may be right and only this engine not able; and a file that is just being begun is not wrong. */
function severityOf({ code, severity }: Problem): DiagnosticSeverity {
  if (code.endsWith('-unsupported')) return DiagnosticSeverity.Warning;
  if (code === 'project-empty') return DiagnosticSeverity.Information;
  return SEVERITIES[severity];
}

function toDiagnostic(document: ComposeDocument, problem: Problem): Diagnostic {
  return {
    range: document.rangeOfOffsets(problem.range ?? [0, 0]),
    severity: severityOf(problem),
    code: problem.code,
    source: 'bulkhead',
    message: problem.message,
    ...(problem.code === 'key-deprecated' ? { tags: [DiagnosticTag.Deprecated] } : {}),
  };
}

/** Where else a limit may stand. */
const DEPLOY_PLACES: Readonly<Record<string, string[]>> = {
  mem_limit: ['deploy', 'resources', 'limits', 'memory'],
  mem_reservation: ['deploy', 'resources', 'reservations', 'memory'],
  cpus: ['deploy', 'resources', 'limits', 'cpus'],
  pids_limit: ['deploy', 'resources', 'limits', 'pids'],
};

function hostDiagnostics(document: ComposeDocument, host: HostFacts): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { name, container } of document.project.project.services) {
    for (const { code, key, message } of hostFindings(container.HostConfig ?? {}, host)) {
      const service = valueAt(document.root, 'services', name);
      const place = valueAt(service, key) ?? valueAt(service, ...(DEPLOY_PLACES[key] ?? [key]));
      // A limit that comes from another file is shown there.
      if (!place || !document.isHere(place)) continue;
      diagnostics.push({
        range: document.rangeOf(place),
        severity: DiagnosticSeverity.Warning,
        code,
        source: 'bulkhead',
        message,
      });
    }
  }
  return diagnostics;
}

export function diagnose(document: ComposeDocument, host: HostFacts | undefined): Diagnostic[] {
  const problems = document.project.problems.filter(({ file }) => file === document.path);
  const own = problems.map((problem) => toDiagnostic(document, problem));
  return host ? [...own, ...hostDiagnostics(document, host)] : own;
}
