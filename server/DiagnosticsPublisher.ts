import type { Connection } from 'vscode-languageserver/node';
import type { OpenDocument } from './documents/OpenDocument';
import { diagnose } from './features/diagnostics';
import type { FeatureContext } from './features/Feature';

/** Sends the problems of a document some quiet time after its last change. */
export class DiagnosticsPublisher {
  private readonly connection: Connection;
  private readonly contextOf: (uri: string) => FeatureContext<OpenDocument> | undefined;
  private readonly debounceMs: number;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** When the last check of a document ended, and the milliseconds it took. */
  private readonly lastChecks = new Map<string, { end: number; cost: number }>();

  constructor(connection: Connection, contextOf: (uri: string) => FeatureContext<OpenDocument> | undefined, debounceMs: number) {
    this.connection = connection;
    this.contextOf = contextOf;
    this.debounceMs = debounceMs;
  }

  schedule(uri: string): void {
    clearTimeout(this.timers.get(uri));
    // At once after a pause; while somebody types, checks take at most half of the time.
    const last = this.lastChecks.get(uri);
    const rest = last === undefined ? 0 : last.end + last.cost - performance.now();
    const delay = Math.max(0, Math.min(rest, this.debounceMs));
    this.timers.set(
      uri,
      setTimeout(() => this.publish(uri), delay),
    );
  }

  clear(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.lastChecks.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private publish(uri: string): void {
    this.timers.delete(uri);
    const start = performance.now();
    try {
      const context = this.contextOf(uri);
      if (context) void this.connection.sendDiagnostics({ uri, diagnostics: diagnose(context) });
    } catch (error) {
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const end = performance.now();
    this.lastChecks.set(uri, { end, cost: end - start });
  }
}
