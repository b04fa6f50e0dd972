import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentLinkRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  HoverRequest,
} from 'vscode-languageserver/node';
import { ComposeDocument } from '../documents/ComposeDocument';
import { OpenDocument } from '../documents/OpenDocument';
import { SpecDocument } from '../documents/SpecDocument';
import type { ClientAbilities } from './Feature';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './callHierarchy';
import { CODE_ACTION_OPTIONS, codeActions } from './codeActions';
import { completion } from './completion/completion';
import { resolveCompletion } from './completion/resolve';
import { diagnostics } from './diagnostics';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import { askedBy, rowsFor } from './FeatureRow';
import type { FeatureRow } from './FeatureRow';
import { effectiveProject, EffectiveProjectRequest } from './effectiveProject';
import { foldingRanges } from './folding';
import { formatting, rangeFormatting } from './formatting/formatting';
import { onTypeFormatting } from './formatting/onTypeFormatting';
import { hover } from './hover/hover';
import { inlayHints } from './inlayHints';
import { definition, documentHighlight, linkedEditingRange, prepareRename, references, rename } from './names';
import { runLens } from './runLens';
import { semanticTokens } from './semanticTokens';
import { serviceOfCommand, ServiceOfCommandRequest } from './serviceOfCommand';
import { signatureHelp } from './signatureHelp';
import { selectionRanges } from './selectionRanges';
import { SEMANTIC_LEGEND } from './tokens';

const row = rowsFor(SpecDocument);
const offersFormatting = ({ registersFormatting }: ClientAbilities): boolean => !registersFormatting;
const rowOfCompose = rowsFor(ComposeDocument);
const rowOfAll = rowsFor(OpenDocument);

/** The whole wiring of specs, and of what is there for every kind: switching a feature off is removing its line. */
export const FEATURES: readonly FeatureRow[] = [
  row(CompletionRequest.type, completion, {
    completionProvider: {
      triggerCharacters: [' ', '-', ':', '[', ',', '{', '"', "'", '/', '$', '*', '!'],
      resolveProvider: true,
    },
  }),
  row(CompletionResolveRequest.type, resolveCompletion, {}),
  row(HoverRequest.type, hover, { hoverProvider: true }),
  row(DocumentSymbolRequest.type, documentSymbols, { documentSymbolProvider: true }),
  row(DefinitionRequest.type, definition, { definitionProvider: true }),
  row(ReferencesRequest.type, references, { referencesProvider: true }),
  row(DocumentHighlightRequest.type, documentHighlight, { documentHighlightProvider: true }),
  row(RenameRequest.type, rename, { renameProvider: true }),
  row(
    PrepareRenameRequest.type,
    prepareRename,
    { renameProvider: { prepareProvider: true } },
    ({ preparesRename }) => preparesRename,
  ),
  row(LinkedEditingRangeRequest.type, linkedEditingRange, { linkedEditingRangeProvider: true }, askedBy('linkedEditingRange')),
  row(CallHierarchyPrepareRequest.type, prepareCallHierarchy, { callHierarchyProvider: true }, askedBy('callHierarchy')),
  row(CallHierarchyIncomingCallsRequest.type, incomingCalls, {}),
  row(CallHierarchyOutgoingCallsRequest.type, outgoingCalls, {}),
  row(
    SignatureHelpRequest.type,
    signatureHelp,
    {
      signatureHelpProvider: { triggerCharacters: ['-', '"', ':', '/'], retriggerCharacters: ['.', '='] },
    },
    askedBy('signatureHelp'),
  ),
  row(FoldingRangeRequest.type, foldingRanges, { foldingRangeProvider: true }, askedBy('foldingRange')),
  row(SelectionRangeRequest.type, selectionRanges, { selectionRangeProvider: true }, askedBy('selectionRange')),
  row(DocumentFormattingRequest.type, formatting, { documentFormattingProvider: true }, offersFormatting),
  row(DocumentRangeFormattingRequest.type, rangeFormatting, { documentRangeFormattingProvider: true }, offersFormatting),
  row(
    DocumentOnTypeFormattingRequest.type,
    onTypeFormatting,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
    offersFormatting,
  ),
  row(DocumentLinkRequest.type, documentLinks, { documentLinkProvider: { resolveProvider: false } }, askedBy('documentLink')),
  row(InlayHintRequest.type, inlayHints, { inlayHintProvider: { resolveProvider: false } }, askedBy('inlayHint')),
  row(
    CodeActionRequest.type,
    codeActions,
    { codeActionProvider: CODE_ACTION_OPTIONS },
    ({ takesCodeActions }) => takesCodeActions,
  ),
  row(
    SemanticTokensRequest.type,
    semanticTokens,
    {
      semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: true },
    },
    askedBy('semanticTokens'),
  ),
  row(CodeLensRequest.type, runLens, { codeLensProvider: { resolveProvider: false } }, ({ hasCodeLens }) => hasCodeLens),
  rowOfCompose(ServiceOfCommandRequest.type, serviceOfCommand, {}),
  rowOfCompose(EffectiveProjectRequest.type, effectiveProject, {}),
  rowOfAll(
    DocumentDiagnosticRequest.type,
    diagnostics,
    { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } },
    ({ pullsDiagnostics }) => pullsDiagnostics,
  ),
];
