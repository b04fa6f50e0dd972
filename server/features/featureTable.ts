import {
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
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
import { codeActions } from './codeActions';
import { completion } from './completion';
import { diagnose } from './diagnostics';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import { foldingRanges } from './folding';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { definition, documentHighlight, prepareRename, references, rename } from './names';
import { runLens } from './runLens';
import { SEMANTIC_LEGEND, semanticTokens } from './semanticTokens';
import { signatureHelp } from './signatureHelp';
import { selectionRanges } from './selectionRanges';

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
  row(DefinitionRequest.type, definition, { definitionProvider: true }),
  row(ReferencesRequest.type, references, { referencesProvider: true }),
  row(DocumentHighlightRequest.type, documentHighlight, { documentHighlightProvider: true }),
  row(PrepareRenameRequest.type, prepareRename, { renameProvider: { prepareProvider: true } }),
  row(RenameRequest.type, rename, {}),
  row(SignatureHelpRequest.type, signatureHelp, {
    signatureHelpProvider: { triggerCharacters: ['-', '"', ':', '/'], retriggerCharacters: ['.', '='] },
  }),
  row(FoldingRangeRequest.type, foldingRanges, { foldingRangeProvider: true }),
  row(SelectionRangeRequest.type, selectionRanges, { selectionRangeProvider: true }),
  row(DocumentLinkRequest.type, documentLinks, { documentLinkProvider: { resolveProvider: false } }),
  row(InlayHintRequest.type, inlayHints, { inlayHintProvider: { resolveProvider: false } }),
  row(CodeActionRequest.type, codeActions, {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
  }),
  row(SemanticTokensRequest.type, semanticTokens, {
    semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: true },
  }),
  row(CodeLensRequest.type, runLens, { codeLensProvider: { resolveProvider: false } }, ({ hasCodeLens }) => hasCodeLens),
  row(
    DocumentDiagnosticRequest.type,
    diagnostics,
    { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } },
    ({ pullsDiagnostics }) => pullsDiagnostics,
  ),
];
