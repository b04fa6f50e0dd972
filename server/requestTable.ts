import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver/node';
import type { ProtocolRequestType, ServerCapabilities, TextDocumentClientCapabilities } from 'vscode-languageserver/node';
import { CODE_ACTION_OPTIONS } from './features/codeActions';
import { EffectiveProjectRequest } from './features/effectiveProject';
import type { ClientAbilities } from './features/Feature';
import { ServiceOfCommandRequest } from './features/serviceOfCommand';
import { SEMANTIC_LEGEND } from './features/tokens';

type IsOffered = (client: ClientAbilities) => boolean;

/** A request of the protocol, and what the client is told of it. */
export interface Request<Params, Result> {
  method: string;
  capabilities: ServerCapabilities;
  isOffered: IsOffered;
  /** For the types alone: what it carries. */
  carries?: (params: Params) => Result;
}

function request<Params, Result, Partial, Error, Options>(
  { method }: ProtocolRequestType<Params, Result | null, Partial, Error, Options>,
  capabilities: ServerCapabilities,
  isOffered: IsOffered = () => true,
): Request<Params, Result> {
  return { method, capabilities, isOffered };
}

/** For requests that not every client knows: those that say nothing of one are not offered it. */
const askedBy =
  (name: keyof TextDocumentClientCapabilities): IsOffered =>
  ({ asks }) =>
    asks.has(name);

const offersFormatting: IsOffered = ({ registersFormatting }) => !registersFormatting;

/** Characters after which a client asks for completion: of YAML and JSON, and of Dockerfiles. */
const COMPLETION_TRIGGERS = [' ', '-', ':', '[', ',', '{', '"', "'", '/', '$', '*', '!', '=', '#'];

/** Every request by the name of the feature that answers it: each kind of document has the features its own table names. */
export const REQUESTS = {
  completion: request(CompletionRequest.type, {
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
  }),
  resolveCompletion: request(CompletionResolveRequest.type, {}),
  hover: request(HoverRequest.type, { hoverProvider: true }),
  signatureHelp: request(
    SignatureHelpRequest.type,
    { signatureHelpProvider: { triggerCharacters: ['-', '"', ':', '/', ' ', '['], retriggerCharacters: ['.', '='] } },
    askedBy('signatureHelp'),
  ),
  documentSymbols: request(DocumentSymbolRequest.type, { documentSymbolProvider: true }),
  definition: request(DefinitionRequest.type, { definitionProvider: true }),
  references: request(ReferencesRequest.type, { referencesProvider: true }),
  documentHighlight: request(DocumentHighlightRequest.type, { documentHighlightProvider: true }),
  rename: request(RenameRequest.type, { renameProvider: true }),
  prepareRename: request(
    PrepareRenameRequest.type,
    { renameProvider: { prepareProvider: true } },
    ({ preparesRename }) => preparesRename,
  ),
  linkedEditingRange: request(
    LinkedEditingRangeRequest.type,
    { linkedEditingRangeProvider: true },
    askedBy('linkedEditingRange'),
  ),
  prepareCallHierarchy: request(CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, askedBy('callHierarchy')),
  incomingCalls: request(CallHierarchyIncomingCallsRequest.type, {}),
  outgoingCalls: request(CallHierarchyOutgoingCallsRequest.type, {}),
  foldingRanges: request(FoldingRangeRequest.type, { foldingRangeProvider: true }, askedBy('foldingRange')),
  selectionRanges: request(SelectionRangeRequest.type, { selectionRangeProvider: true }, askedBy('selectionRange')),
  formatting: request(DocumentFormattingRequest.type, { documentFormattingProvider: true }, offersFormatting),
  rangeFormatting: request(DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, offersFormatting),
  onTypeFormatting: request(
    DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
    offersFormatting,
  ),
  documentLinks: request(DocumentLinkRequest.type, { documentLinkProvider: { resolveProvider: false } }, askedBy('documentLink')),
  inlayHints: request(InlayHintRequest.type, { inlayHintProvider: { resolveProvider: false } }, askedBy('inlayHint')),
  codeActions: request(
    CodeActionRequest.type,
    { codeActionProvider: CODE_ACTION_OPTIONS },
    ({ takesCodeActions }) => takesCodeActions,
  ),
  semanticTokens: request(
    SemanticTokensRequest.type,
    { semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: true, range: true } },
    askedBy('semanticTokens'),
  ),
  semanticTokensInRange: request(SemanticTokensRangeRequest.type, {}),
  codeLenses: request(CodeLensRequest.type, { codeLensProvider: { resolveProvider: false } }, ({ hasCodeLens }) => hasCodeLens),
  serviceOfCommand: request(ServiceOfCommandRequest.type, {}),
  effectiveProject: request(EffectiveProjectRequest.type, {}),
  diagnostics: request(
    DocumentDiagnosticRequest.type,
    { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } },
    ({ pullsDiagnostics }) => pullsDiagnostics,
  ),
};
