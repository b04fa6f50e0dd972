import type { Connection } from 'vscode-languageserver/node';
import type { OpenDocument } from './documents/OpenDocument';
import { diagnose, diagnoseNeighbours } from './features/diagnostics';
import type { Neighbours } from './features/diagnostics';
import type { FeatureContext } from './features/Feature';
import { logFault } from './logFault';

const NONE: Neighbours = new Map();

/** Sends the problems of a document some quiet time after its last change. */
export class DiagnosticsPublisher {
  private readonly connection: Connection;
  private readonly contextOf: (uri: string) => FeatureContext<OpenDocument> | undefined;
  private readonly debounceMs: number;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** When the last check of a document ended, and the milliseconds it took. */
  private readonly lastChecks = new Map<string, { end: number; cost: number }>();
  /** What each document says of files beside it: several may say something of one. */
  private readonly neighbours = new Map<string, Neighbours>();

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
    this.showNeighbours(uri, NONE);
    // What other documents say of a file still holds when that file is closed.
    this.send(uri);
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
      if (context) {
        const { version } = context.document;
        void this.connection.sendDiagnostics({ uri, version, diagnostics: diagnose(context) });
        this.showNeighbours(uri, diagnoseNeighbours(context));
      }
    } catch (error) {
      logFault(this.connection, error);
    }
    const end = performance.now();
    this.lastChecks.set(uri, { end, cost: end - start });
  }

  private showNeighbours(uri: string, found: Neighbours): void {
    const before = this.neighbours.get(uri) ?? NONE;
    if (found.size > 0) this.neighbours.set(uri, found);
    else this.neighbours.delete(uri);
    for (const file of new Set([...before.keys(), ...found.keys()]))
      if (JSON.stringify(before.get(file) ?? []) !== JSON.stringify(found.get(file) ?? [])) this.send(file);
  }

  /** All that is said of a file that is no document of ours; two projects may share it and say the same. */
  private send(uri: string): void {
    const all = [...this.neighbours.values()].flatMap((one) => one.get(uri) ?? []);
    const each = new Map(all.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
    void this.connection.sendDiagnostics({ uri, diagnostics: [...each.values()] });
  }
}
