import type { InitializeParams } from 'vscode-languageserver/node';
import type { ClientAbilities } from './features/Feature';

export const NO_ABILITIES: ClientAbilities = {
  asks: new Set(),
  refreshesHints: false,
  takesCodeActions: false,
  preparesRename: false,
  hasWorkspaceSymbols: false,
  hasFolders: false,
  hasCodeLens: false,
  showsIcons: false,
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  takesRelatedDiagnostics: false,
  showsRelatedPlaces: false,
  watchesFiles: false,
  hasConfiguration: false,
  hasSnippets: false,
  suggestCommand: undefined,
  resolvesCompletion: false,
  registersFormatting: false,
  createsFiles: false,
};

/** Which of its commands asks for completion again, when the client tells one. */
function suggestCommandOf(options: unknown): string | undefined {
  const { suggestCommand } = (options ?? {}) as { suggestCommand?: unknown };
  return typeof suggestCommand === 'string' ? suggestCommand : undefined;
}

export function clientAbilities({ capabilities, clientInfo, initializationOptions }: InitializeParams): ClientAbilities {
  const item = capabilities.textDocument?.completion?.completionItem;
  const foldLimit = capabilities.textDocument?.foldingRange?.rangeLimit;
  const asked = Object.entries(capabilities.textDocument ?? {}).filter(([, ability]) => Boolean(ability));
  return {
    asks: new Set(asked.map(([name]) => name)),
    refreshesHints: capabilities.workspace?.inlayHint?.refreshSupport === true,
    takesCodeActions: capabilities.textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preparesRename: capabilities.textDocument?.rename?.prepareSupport === true,
    hasWorkspaceSymbols: capabilities.workspace?.symbol !== undefined,
    hasFolders: capabilities.workspace?.workspaceFolders === true,
    hasCodeLens: capabilities.textDocument?.codeLens !== undefined,
    showsIcons: /code/i.test(clientInfo?.name ?? ''),
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    takesRelatedDiagnostics: capabilities.textDocument?.diagnostic?.relatedDocumentSupport === true,
    showsRelatedPlaces: capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: capabilities.workspace?.configuration === true,
    hasSnippets: item?.snippetSupport === true,
    suggestCommand: suggestCommandOf(initializationOptions),
    resolvesCompletion: ['documentation', 'detail'].every((one) => item?.resolveSupport?.properties.includes(one)),
    createsFiles:
      capabilities.workspace?.workspaceEdit?.documentChanges === true &&
      capabilities.workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    ...(foldLimit === undefined ? {} : { foldLimit }),
    registersFormatting: capabilities.textDocument?.formatting?.dynamicRegistration === true,
  };
}
