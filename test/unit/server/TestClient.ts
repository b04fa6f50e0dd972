import { PassThrough } from 'node:stream';
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeLens,
  CompletionItem,
  ConfigurationParams,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
} from 'vscode-languageserver/node';
import type { HostFacts } from '../../../spec/host/HostFacts';
import type { KindOf } from '../../../spec/host/rules/binds';
import type { Catalog } from '../../../server/images/Registries';
import { startServer } from '../../../server/server';

export interface ClientOptions {
  files?: Record<string, string>;
  env?: Record<string, string>;
  host?: HostFacts;
  clientName?: string;
  hasCodeLens?: boolean;
  capabilities?: ClientCapabilities;
  initializationOptions?: unknown;
  folders?: string[];
  /** Answers for `workspace/configuration`: about diagnostics, and about registries. */
  settings?: unknown;
  registrySettings?: unknown;
  /** What registries are asked through; without it none is. */
  catalog?: Catalog;
  docs?: string;
  images?: string[];
  kindOf?: KindOf;
}

const catalogOf = (catalog: Catalog) => (): Promise<Catalog> => Promise.resolve(catalog);

/** An editor that takes whatever it is offered, and has diagnostics sent. */
function usualCapabilities(hasCodeLens: boolean): ClientCapabilities {
  return {
    workspace: { symbol: {}, workspaceFolders: true },
    textDocument: {
      ...(hasCodeLens ? { codeLens: {} } : {}),
      ...{ callHierarchy: {}, linkedEditingRange: {}, foldingRange: {}, selectionRange: {}, inlayHint: {} },
      ...{ documentLink: {}, signatureHelp: {}, rename: { prepareSupport: true } },
      semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    },
  };
}

export const URI = 'file:///project/compose.yaml';

/** A client and a server joined by two streams in memory, speaking the real protocol. */
export class TestClient {
  readonly initialized: Promise<InitializeResult>;
  /** The server has asked for its settings. */
  readonly configured: Promise<void>;
  /** What the server has registered since. */
  readonly registrations: Registration[] = [];
  /** Of which text of which document diagnostics were sent. */
  readonly published: { uri: string; version?: number }[] = [];
  private readonly client: ProtocolConnection;
  private readonly streams: PassThrough[];
  private readonly waiting = new Map<string, (diagnostics: Diagnostic[]) => void>();
  private version = 0;

  constructor(options: ClientOptions = {}) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    this.streams = [up, down];
    startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
      readFile: (path) => options.files?.[path],
      env: options.env ?? {},
      listDirectory: (path) => entriesOf(options.files ?? {}, path),
      images: () => options.images ?? [],
      kindOf: options.kindOf,
      host: () => options.host,
      debounceMs: 1,
      ...(options.catalog ? { openCatalog: catalogOf(options.catalog) } : {}),
      ...(options.docs === undefined ? {} : { docs: options.docs }),
    });
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
      this.published.push({ uri, ...(version === undefined ? {} : { version }) });
      this.waiting.get(uri)?.(diagnostics);
    });
    this.configured = new Promise((resolve) => {
      this.client.onRequest('workspace/configuration', ({ items }: ConfigurationParams) => {
        resolve();
        return items.map(({ section }) => (section === 'bulkhead.registry' ? options.registrySettings : options.settings));
      });
    });
    this.client.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations);
      return null;
    });
    this.client.onRequest('workspace/diagnostic/refresh', () => null);
    this.client.listen();
    const params: Omit<InitializeParams, 'rootUri'> = {
      processId: null,
      clientInfo: { name: options.clientName ?? 'Visual Studio Code' },
      initializationOptions: options.initializationOptions,
      ...(options.folders ? { workspaceFolders: options.folders.map((uri) => ({ uri, name: uri })) } : {}),
      capabilities: options.capabilities ?? usualCapabilities(options.hasCodeLens !== false),
    };
    this.initialized = this.client.sendRequest('initialize', params);
  }

  nextDiagnostics(uri: string): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.waiting.set(uri, resolve));
  }

  async open(text: string, uri = URI, languageId = 'yaml'): Promise<Diagnostic[]> {
    await this.initialized;
    const diagnostics = this.nextDiagnostics(uri);
    await this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: ++this.version, text },
    });
    return diagnostics;
  }

  /** Inserts text at a place, as typing does. */
  async insert(line: number, character: number, text: string, uri = URI): Promise<Diagnostic[]> {
    const diagnostics = this.nextDiagnostics(uri);
    const range = { start: { line, character }, end: { line, character } };
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ range, text }],
    });
    return diagnostics;
  }

  /** Puts another text in the place of all of it. */
  async replace(text: string, uri = URI): Promise<Diagnostic[]> {
    const diagnostics = this.nextDiagnostics(uri);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ text }],
    });
    return diagnostics;
  }

  /** Any request about a place of a document. */
  at<Result>(method: string, line: number, character: number, more: object = {}, uri = URI): Promise<Result> {
    return this.client.sendRequest(method, { textDocument: { uri }, position: { line, character }, ...more });
  }

  /** Any request about a document. */
  ask<Result>(method: string, more: object = {}, uri = URI): Promise<Result> {
    return this.client.sendRequest(method, { textDocument: { uri }, ...more });
  }

  /** Any request about the workspace. */
  askWorkspace<Result>(method: string, params: object): Promise<Result> {
    return this.client.sendRequest(method, params);
  }

  /** Parts of an answer that come before it. */
  onProgress(listener: (value: unknown) => void): void {
    this.client.onNotification('$/progress', ({ value }: { value: unknown }) => listener(value));
  }

  notify(method: string, params: object): Promise<void> {
    return this.client.sendNotification(method, params);
  }

  completion(line: number, character: number, uri = URI): Promise<CompletionItem[] | null> {
    return this.client.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line, character } });
  }

  hover(line: number, character: number, uri = URI): Promise<Hover | null> {
    return this.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  symbols(uri = URI): Promise<DocumentSymbol[] | null> {
    return this.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
  }

  lenses(uri = URI): Promise<CodeLens[] | null> {
    return this.client.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  }

  async close(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
    for (const stream of this.streams) stream.destroy();
  }
}

/** What is in a directory of the files a test has. */
function entriesOf(files: Record<string, string>, directory: string): { name: string; isDirectory: boolean }[] {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  const below = Object.keys(files).filter((path) => path.startsWith(prefix));
  const names = new Map(
    below.map((path) => path.slice(prefix.length).split('/')).map(([name = '', ...rest]) => [name, rest.length > 0]),
  );
  return [...names].map(([name, isDirectory]) => ({ name, isDirectory }));
}

/** Opens a text in which `|` marks the cursor, runs the query there, and closes. */
export async function atCursor<T>(
  marked: string,
  query: (client: TestClient, line: number, character: number) => Promise<T>,
  options?: ClientOptions,
  uri = URI,
): Promise<T> {
  const offset = marked.indexOf('|');
  const before = marked.slice(0, offset).split('\n');
  const client = new TestClient(options);
  try {
    await client.open(before.join('\n') + marked.slice(offset + 1), uri);
    return await query(client, before.length - 1, before.at(-1)?.length ?? 0);
  } finally {
    await client.close();
  }
}
