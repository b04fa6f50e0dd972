import { TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { CancellationToken, Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { HostFacts } from '../spec/host/HostFacts';
import { DocumentStore } from './documents/DocumentStore';
import type { Surroundings } from './documents/ComposeDocument';
import { completion } from './features/completion';
import { documentSymbols } from './features/documentSymbols';
import type { ClientAbilities, Feature } from './features/Feature';
import { hover } from './features/hover';
import { runLens } from './features/runLens';
import { DiagnosticsPublisher } from './DiagnosticsPublisher';

export interface ServerOptions extends Surroundings {
  host: () => HostFacts | undefined;
  /** Quiet time after a change before problems are looked for, in milliseconds. */
  debounceMs: number;
}

interface DocumentParams {
  textDocument: { uri: string };
}

function initialize(client: ClientAbilities, { capabilities, clientInfo }: InitializeParams): InitializeResult {
  client.hasCodeLens = capabilities.textDocument?.codeLens !== undefined;
  client.showsIcons = /code/i.test(clientInfo?.name ?? '');
  return {
    serverInfo: { name: 'bulkhead-language-server' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      completionProvider: { triggerCharacters: [' ', '-', ':', '[', ','] },
      hoverProvider: true,
      documentSymbolProvider: true,
      ...(client.hasCodeLens ? { codeLensProvider: { resolveProvider: false } } : {}),
    },
  };
}

/** The whole wiring; a feature is one line here and its capability above. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  const store = new DocumentStore(documents, options);
  const client: ClientAbilities = { hasCodeLens: false, showsIcons: false };
  const publisher = new DiagnosticsPublisher(connection, store, options);

  /** Finds the document and keeps a fault of one feature from ending the server. */
  const handler =
    <Params extends DocumentParams, Result>(feature: Feature<Params, Result>) =>
    (params: Params, token: CancellationToken): Result | null => {
      const document = store.get(params.textDocument.uri);
      if (!document || token.isCancellationRequested) return null;
      try {
        return feature({ document, host: options.host(), client }, params, token) ?? null;
      } catch (error) {
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return null;
      }
    };

  connection.onInitialize((params) => initialize(client, params));
  connection.onCompletion(handler(completion));
  connection.onHover(handler(hover));
  connection.onDocumentSymbol(handler(documentSymbols));
  connection.onCodeLens(handler(runLens));

  documents.onDidChangeContent(({ document }) => {
    const others = store.others(document.uri);
    store.reconsider(others);
    for (const uri of [document.uri, ...others]) publisher.schedule(uri);
  });
  const reconsiderAll = (): void => {
    store.forgetDisk();
    for (const { uri } of documents.all()) publisher.schedule(uri);
  };
  documents.onDidSave(reconsiderAll);
  connection.onDidChangeWatchedFiles(reconsiderAll);
  documents.onDidClose(({ document }) => {
    store.forget(document.uri);
    publisher.clear(document.uri);
  });
  connection.onShutdown(() => publisher.dispose());

  documents.listen(connection);
  connection.listen();
}
