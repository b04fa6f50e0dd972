import {
  CompletionResolveRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  InitializeParams,
  InitializeResult,
  Position,
  TextDocumentSyncOptions,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_SETTINGS, readSettings } from '../spec/check/settings';
import type { HostFacts } from '../spec/host/HostFacts';
import { clientAbilities, NO_ABILITIES } from './clientAbilities';
import { DiagnosticsPublisher } from './DiagnosticsPublisher';
import { DocumentStore } from './documents/DocumentStore';
import type { OpenDocument, Surroundings } from './documents/OpenDocument';
import { diagnose } from './features/diagnostics';
import { TargetHost } from './TargetHost';
import { serveWorkspace, workspaceCapabilities } from './workspace/serveWorkspace';
import type { AskedBeside } from './workspace/AskedBeside';
import { filesBelow } from './workspace/filesBelow';
import { isSpecFileName } from './workspace/isSpecFileName';
import { WorkspaceDiagnostics } from './workspace/WorkspaceDiagnostics';
import { WorkspaceFolders } from './workspace/WorkspaceFolders';
import type { FeatureContext } from './features/Feature';
import { registerFormatting } from './features/formatting/registration';
import { FEATURES } from './featureTable';
import type { FeatureRow } from './featureTable';
import { ImageWatch } from './images/ImageWatch';
import { Registries } from './images/Registries';
import type { Catalog } from './images/Registries';
import { readRegistrySettings, REGISTRY_SECTION } from './images/settings';
import type { RegistrySettings } from './images/settings';
import { inParts, partsToken } from './inParts';
import { logFault } from './logFault';
import { mergeCapabilities } from './mergeCapabilities';
import { uriOf } from './uriOf';

interface ServerOptions extends Surroundings {
  /** Facts of this machine. */
  host: () => HostFacts | undefined;
  /** Quiet time after a change before problems are looked for, in milliseconds at most. */
  debounceMs: number;
  /** Address of the folder with a page for each code. */
  docs?: string;
  /** Loads what asks these registries, or the usual ones; missing where none is ever to be asked. */
  openCatalog?: (hosts: readonly string[]) => Promise<Catalog>;
}

const TEXT_SYNC: TextDocumentSyncOptions = { openClose: true, change: TextDocumentSyncKind.Incremental, save: true };
const SETTINGS_SECTIONS = ['bulkhead.diagnostics', REGISTRY_SECTION];
/** Files that projects are made of, which need not be open. */
const WATCHED = [
  '**/*.{yml,yaml,env,json}',
  '**/.env',
  '**/.env.*',
  '**/*{Docker,docker,Container,container}file*',
  '**/*ignore',
];
const WATCHERS = WATCHED.map((globPattern) => ({ globPattern }));

/** One client and its documents. */
class Server {
  private readonly connection: Connection;
  private readonly options: ServerOptions;
  private readonly documents = new TextDocuments(TextDocument);
  private readonly store: DocumentStore;
  private readonly publisher: DiagnosticsPublisher;
  private readonly folders: WorkspaceFolders;
  private readonly target: TargetHost;
  private readonly workspace: WorkspaceDiagnostics;
  private readonly images: ImageWatch;
  private client = NO_ABILITIES;
  private settings = DEFAULT_SETTINGS;
  /** None before it is known that they may be asked: a client that tells nothing of its settings cannot tell that they may not. */
  private registries: Registries | undefined;

  constructor(connection: Connection, options: ServerOptions) {
    this.connection = connection;
    this.options = options;
    this.store = new DocumentStore(this.documents, options);
    this.folders = new WorkspaceFolders(connection, () => this.workspace.changed());
    this.target = new TargetHost(
      options.host,
      (path) => this.store.readFile(path),
      (message) => connection.window.showErrorMessage(message),
    );
    this.publisher = new DiagnosticsPublisher(connection, (uri) => this.contextOf(uri), options.debounceMs);
    this.workspace = new WorkspaceDiagnostics({
      files: () => filesBelow(this.folders.paths, isSpecFileName, options),
      diagnose: (path, asked) => this.diagnoseClosed(path, asked),
      circumstances: () => JSON.stringify([this.settings, this.host()]),
    });
    this.images = new ImageWatch({
      registries: () => this.registries,
      document: (uri) => this.store.get(uri),
      machine: () => this.host()?.kernel.machine,
      onNews: (uri) => this.showNews(uri),
    });
  }

  listen(): void {
    const { connection, documents } = this;
    const readFile = (path: string): string | undefined => this.store.openText(path) ?? this.options.readFile(path);
    serveWorkspace(connection, this.folders, { ...this.options, readFile });
    connection.languages.diagnostics.onWorkspace((params, token, _, partial) => this.workspace.answer(params, token, partial));
    connection.onInitialize((params) => {
      this.folders.take(params);
      return this.initialize(params);
    });
    connection.onInitialized(() => {
      void this.followSettings();
      if (this.client.watchesFiles)
        void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
      if (this.client.registersFormatting) void registerFormatting(connection.client);
    });
    connection.onDidChangeConfiguration(({ settings }) => void this.takeSettings(settings));
    connection.onDidChangeWatchedFiles(() => {
      this.reconsiderAll();
      this.askAnew();
    });
    connection.onShutdown(() => {
      this.publisher.dispose();
      this.workspace.dispose();
      this.images.dispose();
    });
    for (const row of FEATURES)
      connection.onRequest(row.method, (params: unknown, token: CancellationToken) => this.answer(row, params, token));
    documents.onDidChangeContent(({ document }) => this.reconsider(document.uri));
    documents.onDidSave(() => this.reconsiderAll());
    documents.onDidClose(({ document }) => {
      this.store.forget(document.uri);
      this.images.forget(document.uri);
      this.workspace.changed();
      if (!this.client.pullsDiagnostics) this.publisher.clear(document.uri);
    });
    documents.listen(connection);
    connection.listen();
  }

  private initialize(params: InitializeParams): InitializeResult {
    this.client = clientAbilities(params);
    const offered = FEATURES.filter(({ isOffered }) => isOffered(this.client)).map(({ capabilities }) => capabilities);
    return {
      serverInfo: { name: 'bulkhead-language-server' },
      capabilities: mergeCapabilities([{ textDocumentSync: TEXT_SYNC }, workspaceCapabilities(this.client), ...offered]),
    };
  }

  private host(): HostFacts | undefined {
    return this.target.facts(this.settings.hostProfile, this.folders.paths);
  }

  /** What is open is asked about by itself. */
  private diagnoseClosed(path: string, asked: AskedBeside): Diagnostic[] | undefined {
    const { client, settings, options, store } = this;
    try {
      const isOpen = asked.note('is open', () => store.openText(path) !== undefined);
      const document = isOpen ? undefined : store.closed(path, (surroundings) => asked.noting(surroundings));
      return document && diagnose({ document, host: this.host(), client, settings, docs: options.docs });
    } catch (error) {
      // The other files have theirs.
      logFault(this.connection, error);
      return undefined;
    }
  }

  private contextOf(uri: string): FeatureContext<OpenDocument> | undefined {
    const document = this.store.get(uri);
    const { client, settings, registries } = this;
    return document && { document, host: this.host(), client, settings, registries, docs: this.options.docs };
  }

  /** Finds the document and the feature for its kind, and keeps a fault of one feature from ending the server. */
  private answer({ method, answers }: FeatureRow, params: unknown, token: CancellationToken): unknown {
    if (token.isCancellationRequested) return null;
    // Of an item there is nothing more to say of, the answer is the item: clients take no other.
    const nothing = method === CompletionResolveRequest.method ? params : null;
    const uri = uriOf(params);
    try {
      const context = uri === undefined ? undefined : this.contextOf(uri);
      if (!context) return nothing;
      for (const document of documentsAt(context.document, params)) {
        const found = answers.find(({ isFor }) => isFor(document))?.answer({ ...context, document }, params, token);
        if (found instanceof Promise) return this.awaited(found, nothing);
        const parts = Array.isArray(found) ? partsToken(params) : undefined;
        if (parts !== undefined) return inParts(this.connection, parts, found as unknown[], token);
        if (found !== undefined && found !== null) return found;
      }
      return nothing;
    } catch (error) {
      // Said on purpose, for the person who asked.
      if (error instanceof ResponseError) throw error;
      logFault(this.connection, error);
      return nothing;
    }
  }

  /** An answer that others have to be asked for. */
  private async awaited(answer: Promise<unknown>, nothing: unknown): Promise<unknown> {
    try {
      return (await answer) ?? nothing;
    } catch (error) {
      logFault(this.connection, error);
      return nothing;
    }
  }

  private reconsider(uri: string): void {
    const others = this.store.others(uri);
    this.store.reconsider(others);
    this.show([uri, ...others]);
    this.images.look(uri);
  }

  private reconsiderAll(): void {
    this.store.forgetDisk();
    const uris = this.documents.all().map(({ uri }) => uri);
    this.show(uris);
    for (const uri of uris) this.images.look(uri);
    this.workspace.changed();
  }

  private show(uris: readonly string[]): void {
    if (!this.client.pullsDiagnostics) for (const uri of uris) this.publisher.schedule(uri);
  }

  /** Of images something else is known than what was shown. */
  private showNews(uri: string): void {
    this.show([uri]);
    this.askAnew();
    if (this.client.refreshesHints) void this.connection.languages.inlayHint.refresh();
  }

  private async followSettings(): Promise<void> {
    if (!this.client.hasConfiguration) return;
    await this.connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTIONS });
    await this.takeSettings(undefined);
  }

  /** Clients that can be asked are asked; others send the settings with the change. */
  private async takeSettings(sent: unknown): Promise<void> {
    const pushed = (sent as { bulkhead?: { diagnostics?: unknown; registry?: unknown } } | null | undefined)?.bulkhead;
    const [diagnostics, registry] = this.client.hasConfiguration
      ? ((await this.connection.workspace.getConfiguration(SETTINGS_SECTIONS.map((section) => ({ section })))) as unknown[])
      : [pushed?.diagnostics, pushed?.registry];
    this.settings = readSettings(diagnostics);
    const registries = this.registriesFor(readRegistrySettings(registry));
    // Nothing goes on being asked that may not be any longer.
    if (registries !== this.registries) this.images.dispose();
    this.registries = registries;
    this.reconsiderAll();
    this.askAnew();
  }

  /** What was learned stays as long as nobody decides otherwise. */
  private registriesFor(settings: RegistrySettings): Registries | undefined {
    const { openCatalog } = this.options;
    if (!openCatalog || !settings.isEnabled) return undefined;
    if (JSON.stringify(this.registries?.settings) === JSON.stringify(settings)) return this.registries;
    return new Registries(settings, () => openCatalog(settings.hosts));
  }

  /** A client that asks for diagnostics itself is told that there may be others. */
  private askAnew(): void {
    if (this.client.pullsDiagnostics && this.client.refreshesDiagnostics) this.connection.languages.diagnostics.refresh();
  }
}

/** What a request can be about: the text a place is in, and before it one that stands within that text there. */
function documentsAt(document: OpenDocument, params: unknown): OpenDocument[] {
  const { position } = params as { position?: Position };
  const embedded = position && document.embeddedAt?.(position);
  return embedded ? [embedded, document] : [document];
}

export function startServer(connection: Connection, options: ServerOptions): void {
  new Server(connection, options).listen();
}
