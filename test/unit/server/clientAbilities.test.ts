import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver/node';
import { TestClient } from './TestClient';

async function offered(capabilities: ClientCapabilities): Promise<ServerCapabilities> {
  const client = new TestClient({ capabilities });
  try {
    return (await client.initialized).capabilities;
  } finally {
    await client.close();
  }
}

const PLAIN = [
  ...['completionProvider', 'definitionProvider', 'documentFormattingProvider', 'documentHighlightProvider'],
  ...['documentOnTypeFormattingProvider', 'documentRangeFormattingProvider', 'documentSymbolProvider', 'hoverProvider'],
  ...['referencesProvider', 'renameProvider', 'textDocumentSync'],
];

test('a client that says nothing of itself is offered what every client knows', async () => {
  const found = await offered({});
  assert.deepEqual(Object.keys(found).sort(), PLAIN);
  assert.equal(found.renameProvider, true);
});

const semanticTokens = { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] };
const codeActionLiteralSupport = { codeActionKind: { valueSet: [] } };

const CASES: [said: ClientCapabilities, more: string[]][] = [
  [{ textDocument: { callHierarchy: {} } }, ['callHierarchyProvider']],
  [{ textDocument: { linkedEditingRange: {} } }, ['linkedEditingRangeProvider']],
  [{ textDocument: { inlayHint: {} } }, ['inlayHintProvider']],
  [{ textDocument: { semanticTokens } }, ['semanticTokensProvider']],
  [{ textDocument: { foldingRange: {} } }, ['foldingRangeProvider']],
  [{ textDocument: { selectionRange: {} } }, ['selectionRangeProvider']],
  [{ textDocument: { documentLink: {} } }, ['documentLinkProvider']],
  [{ textDocument: { signatureHelp: {} } }, ['signatureHelpProvider']],
  [{ textDocument: { codeLens: {} } }, ['codeLensProvider']],
  [{ textDocument: { diagnostic: {} } }, ['diagnosticProvider']],
  [{ textDocument: { codeAction: {} } }, []],
  [{ textDocument: { codeAction: { codeActionLiteralSupport } } }, ['codeActionProvider']],
  [{ workspace: { symbol: {} } }, ['workspaceSymbolProvider']],
  [{ workspace: { workspaceFolders: true } }, ['workspace']],
];

for (const [said, more] of CASES)
  test(`a client that says ${JSON.stringify(said)} is offered ${more.join() || 'nothing more'}`, async () =>
    assert.deepEqual(Object.keys(await offered(said)).sort(), [...PLAIN, ...more].sort()));

test('whether a name can be changed is asked only by a client that says so', async () =>
  assert.deepEqual((await offered({ textDocument: { rename: { prepareSupport: true } } })).renameProvider, {
    prepareProvider: true,
  }));
