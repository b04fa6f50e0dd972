import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver/node';
import { DockerfileDocument } from '../documents/DockerfileDocument';
import { CODE_ACTION_OPTIONS } from '../features/codeActions';
import type { ClientAbilities } from '../features/Feature';
import { askedBy, rowsFor } from '../features/FeatureRow';
import type { FeatureRow } from '../features/FeatureRow';
import { SEMANTIC_LEGEND } from '../features/tokens';
import { codeActions } from './codeActions';
import { completion } from './completion/completion';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import { foldingRanges } from './folding';
import { formatting, onTypeFormatting, rangeFormatting } from './formatting';
import { hover } from './hover';
import { definition, documentHighlight, prepareRename, references, rename } from './names';
import { selectionRanges } from './selectionRanges';
import { semanticTokens } from './semanticTokens';
import { signatureHelp } from './signatureHelp';

const row = rowsFor(DockerfileDocument);
const offersFormatting = ({ registersFormatting }: ClientAbilities): boolean => !registersFormatting;

/** The wiring of Dockerfiles: switching a feature off is removing its line. */
export const DOCKERFILE_FEATURES: readonly FeatureRow[] = [
  row(CompletionRequest.type, completion, { completionProvider: { triggerCharacters: [' ', '-', '=', ',', '$', '{', '#'] } }),
  row(HoverRequest.type, hover, { hoverProvider: true }),
  row(
    SignatureHelpRequest.type,
    signatureHelp,
    { signatureHelpProvider: { triggerCharacters: [' ', '-', '['] } },
    askedBy('signatureHelp'),
  ),
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
  row(
    CodeActionRequest.type,
    codeActions,
    { codeActionProvider: CODE_ACTION_OPTIONS },
    ({ takesCodeActions }) => takesCodeActions,
  ),
  row(
    SemanticTokensRequest.type,
    semanticTokens,
    { semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: true } },
    askedBy('semanticTokens'),
  ),
];
