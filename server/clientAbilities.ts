import type { InitializeParams } from 'vscode-languageserver/node';
import type { ClientAbilities } from './features/Feature';

export const NO_ABILITIES: ClientAbilities = {
  hasCodeLens: false,
  showsIcons: false,
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  takesRelatedDiagnostics: false,
  watchesFiles: false,
  hasConfiguration: false,
  hasSnippets: false,
  resolvesCompletion: false,
  registersFormatting: false,
  createsFiles: false,
};

export function clientAbilities({ capabilities, clientInfo }: InitializeParams): ClientAbilities {
  const item = capabilities.textDocument?.completion?.completionItem;
  return {
    hasCodeLens: capabilities.textDocument?.codeLens !== undefined,
    showsIcons: /code/i.test(clientInfo?.name ?? ''),
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    takesRelatedDiagnostics: capabilities.textDocument?.diagnostic?.relatedDocumentSupport === true,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: capabilities.workspace?.configuration === true,
    hasSnippets: item?.snippetSupport === true,
    resolvesCompletion: ['documentation', 'detail'].every((one) => item?.resolveSupport?.properties.includes(one)),
    createsFiles:
      capabilities.workspace?.workspaceEdit?.documentChanges === true &&
      capabilities.workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    registersFormatting: capabilities.textDocument?.formatting?.dynamicRegistration === true,
  };
}
