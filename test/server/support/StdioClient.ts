import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Diagnostic, InitializeResult, ProtocolConnection } from 'vscode-languageserver/node';
import { computedMs } from '../../support/computedMs';

const SERVER = join(__dirname, '../../../dist/bulkhead-language-server');

/** The built server in a process of its own, over stdio as any editor starts it. */
export class StdioClient {
  readonly initialized: Promise<InitializeResult>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly connection: ProtocolConnection;
  private readonly exited: Promise<number | null>;
  private waiting: ((diagnostics: Diagnostic[]) => void) | undefined;
  private version = 0;
  private readonly uri: string;

  constructor(uri = 'file:///project/compose.yaml') {
    this.uri = uri;
    this.child = spawn(SERVER, ['--stdio'], { stdio: 'pipe' });
    this.child.stderr.resume();
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
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
    return computedMs(this.child.pid);
  }

  /** Ends it as the protocol says, and resolves to its exit status. */
  async close(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await this.exited;
    this.connection.dispose();
    return status;
  }
}
