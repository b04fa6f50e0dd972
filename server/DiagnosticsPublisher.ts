import type { Connection, Diagnostic } from 'vscode-languageserver/node';
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
  /** What each document says of itself. */
  private readonly own = new Map<string, { version: number; found: Diagnostic[] }>();
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
    this.own.delete(uri);
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
        this.own.set(uri, { version: context.document.version, found: diagnose(context) });
        this.publishThoseBeside(uri);
        this.send(uri);
        this.showNeighbours(uri, diagnoseNeighbours(context));
      }
    } catch (error) {
      logFault(this.connection, error);
    }
    const end = performance.now();
    this.lastChecks.set(uri, { end, cost: end - start });
  }

  /** What others have said of a file is of the text before, when they are to be looked at again. */
  private publishThoseBeside(uri: string): void {
    const saying = [...this.neighbours].flatMap(([other, found]) => (other !== uri && found.has(uri) ? other : []));
    for (const other of saying) {
      if (!this.timers.has(other)) continue;
      clearTimeout(this.timers.get(other));
      this.publish(other);
    }
  }

  private showNeighbours(uri: string, found: Neighbours): void {
    const before = this.neighbours.get(uri) ?? NONE;
    if (found.size > 0) this.neighbours.set(uri, found);
    else this.neighbours.delete(uri);
    for (const file of new Set([...before.keys(), ...found.keys()]))
      if (JSON.stringify(before.get(file) ?? []) !== JSON.stringify(found.get(file) ?? [])) this.send(file);
  }

  /** All that is said of a file, by itself and by the projects that read it: they may say the same. */
  private send(uri: string): void {
    const own = this.own.get(uri);
    const beside = [...this.neighbours.values()].flatMap((one) => one.get(uri) ?? []);
    const each = new Map([...(own?.found ?? []), ...beside].map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
    const version = own ? { version: own.version } : {};
    void this.connection.sendDiagnostics({ uri, ...version, diagnostics: [...each.values()] });
  }
}
