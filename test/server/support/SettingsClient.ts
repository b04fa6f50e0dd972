import type { ClientCapabilities, Diagnostic, Position, ProtocolConnection } from 'vscode-languageserver/node';
import { until } from '../../support/until';
import { ServerProcess } from './ServerProcess';

export interface EditorOptions {
  /** Of `bulkhead`, by section: `{ registry: { enabled: false } }`. */
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
  pullsDiagnostics?: boolean;
}

const CAPABILITIES: ClientCapabilities = {
  workspace: { configuration: true, inlayHint: { refreshSupport: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    inlayHint: {},
    completion: { completionItem: { resolveSupport: { properties: ['documentation', 'detail'] } } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

/** The built server, and an editor with settings that can be changed, which remembers what it was last told of each document. */
export class SettingsClient {
  readonly shown = new Map<string, Diagnostic[]>();
  /** How often it was told to ask again, by method. */
  readonly refreshes: string[] = [];
  private readonly server: ServerProcess;
  private readonly connection: ProtocolConnection;
  private readonly ready: Promise<void>;
  private settings: Record<string, unknown>;
  private version = 0;

  constructor({ settings = {}, env = {}, pullsDiagnostics = false }: EditorOptions = {}) {
    this.settings = settings;
    this.server = new ServerProcess(env);
    this.connection = this.server.connection;
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => this.shown.set(uri, diagnostics),
    );
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.settings[section.replace('bulkhead.', '')] ?? null),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    for (const method of ['workspace/inlayHint/refresh', 'workspace/diagnostic/refresh'])
      this.connection.onRequest(method, () => {
        this.refreshes.push(method);
        return null;
      });
    this.connection.listen();
    this.ready = this.start(pullsDiagnostics);
  }

  async open(uri: string, text: string, languageId = 'dockercompose'): Promise<void> {
    await this.ready;
    const textDocument = { uri, languageId, version: ++this.version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async replace(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ text }],
    });
  }

  async configure(settings: Record<string, unknown>): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  ask<Result>(method: string, uri: string, parameters: object = {}): Promise<Result> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...parameters });
  }

  at<Result>(method: string, uri: string, line: number, character: number): Promise<Result> {
    const position: Position = { line, character };
    return this.ask(method, uri, { position });
  }

  request<Result>(method: string, parameters: object): Promise<Result> {
    return this.connection.sendRequest(method, parameters);
  }

  /** The diagnostics of a document once they are as expected. */
  async diagnosed(uri: string, isExpected: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    await until(() => isExpected(this.shown.get(uri) ?? []));
    return this.shown.get(uri) ?? [];
  }

  /** Its exit status. */
  close(): Promise<number | null> {
    return this.server.close();
  }

  private async start(pullsDiagnostics: boolean): Promise<void> {
    const textDocument = { ...CAPABILITIES.textDocument, ...(pullsDiagnostics ? { diagnostic: {} } : {}) };
    const capabilities = { ...CAPABILITIES, textDocument };
    await this.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
  }
}
