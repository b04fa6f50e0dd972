import {
  CodeLensRequest,
  CompletionRequest,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  HoverRequest,
} from 'vscode-languageserver/node';
import type {
  CancellationToken,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  ProtocolRequestType,
  ServerCapabilities,
} from 'vscode-languageserver/node';
import type { ClientAbilities, Feature, FeatureContext } from './Feature';
import { completion } from './completion';
import { diagnose } from './diagnostics';
import { documentSymbols } from './documentSymbols';
import { hover } from './hover';
import { runLens } from './runLens';

interface DocumentParams {
  textDocument: { uri: string };
}

/** A request of the protocol, what the client is told of it, and the function that answers. */
export interface FeatureRow {
  method: string;
  capabilities: ServerCapabilities;
  isOffered: (client: ClientAbilities) => boolean;
  answer: (context: FeatureContext, params: unknown, token: CancellationToken) => unknown;
}

function row<Params extends DocumentParams, Result, Partial, Error, Options>(
  { method }: ProtocolRequestType<Params, Result | null, Partial, Error, Options>,
  feature: Feature<Params, Result>,
  capabilities: ServerCapabilities,
  isOffered: FeatureRow['isOffered'] = () => true,
): FeatureRow {
  // The protocol's own types say that a request of this method has these parameters.
  return { method, capabilities, isOffered, answer: (context, params, token) => feature(context, params as Params, token) };
}

const diagnostics: Feature<DocumentDiagnosticParams, DocumentDiagnosticReport> = (context) => ({
  kind: DocumentDiagnosticReportKind.Full,
  items: diagnose(context),
});

/** The whole wiring: switching a feature off is removing its line. */
export const FEATURES: readonly FeatureRow[] = [
  row(CompletionRequest.type, completion, { completionProvider: { triggerCharacters: [' ', '-', ':', '[', ','] } }),
  row(HoverRequest.type, hover, { hoverProvider: true }),
  row(DocumentSymbolRequest.type, documentSymbols, { documentSymbolProvider: true }),
  row(CodeLensRequest.type, runLens, { codeLensProvider: { resolveProvider: false } }, ({ hasCodeLens }) => hasCodeLens),
  row(
    DocumentDiagnosticRequest.type,
    diagnostics,
    { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } },
    ({ pullsDiagnostics }) => pullsDiagnostics,
  ),
];
