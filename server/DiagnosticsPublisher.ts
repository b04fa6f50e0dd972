import type { Connection } from 'vscode-languageserver/node';
import type { DocumentStore } from './documents/DocumentStore';
import { diagnose } from './features/diagnostics';
import type { ServerOptions } from './server';

/** Sends the problems of a document some quiet time after its last change. */
export class DiagnosticsPublisher {
  private readonly connection: Connection;
  private readonly store: DocumentStore;
  private readonly options: ServerOptions;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection, store: DocumentStore, options: ServerOptions) {
    this.connection = connection;
    this.store = store;
    this.options = options;
  }

  schedule(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => this.publish(uri), this.options.debounceMs),
    );
  }

  clear(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private publish(uri: string): void {
    this.timers.delete(uri);
    const document = this.store.get(uri);
    if (!document) return;
    try {
      void this.connection.sendDiagnostics({ uri, diagnostics: diagnose(document, this.options.host()) });
    } catch (error) {
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}
