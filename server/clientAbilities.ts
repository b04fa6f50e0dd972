import type { InitializeParams } from 'vscode-languageserver/node';
import type { ClientAbilities } from './features/Feature';

export const NO_ABILITIES: ClientAbilities = {
  hasCodeLens: false,
  showsIcons: false,
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  hasConfiguration: false,
  registersFormatting: false,
};

export function clientAbilities({ capabilities, clientInfo }: InitializeParams): ClientAbilities {
  return {
    hasCodeLens: capabilities.textDocument?.codeLens !== undefined,
    showsIcons: /code/i.test(clientInfo?.name ?? ''),
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: capabilities.workspace?.configuration === true,
    registersFormatting: capabilities.textDocument?.formatting?.dynamicRegistration === true,
  };
}
