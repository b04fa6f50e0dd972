import type { Diagnostic, InitializeResult, ProtocolConnection } from 'vscode-languageserver/node';
import { computedMs } from '../../support/computedMs';
import { ServerProcess } from './ServerProcess';

/** The built server in a process of its own, over stdio as any editor starts it. */
export class StdioClient {
  readonly initialized: Promise<InitializeResult>;
  private readonly server: ServerProcess;
  private readonly connection: ProtocolConnection;
  private waiting: ((diagnostics: Diagnostic[]) => void) | undefined;
  private version = 0;
  private readonly uri: string;

  constructor(uri = 'file:///project/compose.yaml') {
    this.uri = uri;
    this.server = new ServerProcess();
    this.connection = this.server.connection;
    this.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
      this.waiting?.(diagnostics),
    );
    this.connection.listen();
    this.initialized = this.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  }

  private diagnostics(): Promise<Diagnostic[]> {
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  async open(text: string): Promise<Diagnostic[]> {
    await this.initialized;
    const found = this.diagnostics();
    const textDocument = { uri: this.uri, languageId: 'yaml', version: ++this.version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return found;
  }

  async replace(text: string): Promise<Diagnostic[]> {
    const found = this.diagnostics();
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ text }],
    });
    return found;
  }

  ask<Result>(method: string, parameters: object = {}): Promise<Result> {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri }, ...parameters });
  }

  computedMs(): number {
    return computedMs(this.server.pid);
  }

  /** Its exit status. */
  close(): Promise<number | null> {
    return this.server.close();
  }
}
