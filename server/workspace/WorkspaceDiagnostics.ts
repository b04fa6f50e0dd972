import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Diagnostic,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';

/** What is said of a file, which is none of a client's open documents; nothing when it is one, or no spec. */
type Diagnose = (path: string) => Diagnostic[] | undefined;
type Partial = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

interface Waiting {
  wake: () => void;
  done: () => void;
}

/** Quiet time after a change: one save is seen as several of them. */
const QUIET_MS = 300;

const MULTIPLIERS = [0x01000193, 0x85ebca6b];

/** The same for the same problems: two hashes of 32 bits, as nobody is to be kept from finding another text for one. */
function idOf(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  return MULTIPLIERS.map((multiplier) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), multiplier);
    return (hash >>> 0).toString(36);
  }).join('-');
}

/**
 * The problems of specs that are not open. A client asks again as soon as it was answered, so a request that has nothing new is
 * held until something changes; one that takes parts is held for good.
 */
export class WorkspaceDiagnostics {
  private readonly files: () => Iterable<string | undefined>;
  private readonly diagnose: Diagnose;
  private readonly waiting = new Set<Waiting>();
  private isOver = false;

  constructor(files: () => Iterable<string | undefined>, diagnose: Diagnose) {
    this.files = files;
    this.diagnose = diagnose;
  }

  /** Something changed on disk or in the settings. */
  changed(): void {
    for (const { wake } of this.waiting) wake();
  }

  /** Lets go of what is held. */
  dispose(): void {
    this.isOver = true;
    for (const { done } of this.waiting) done();
  }

  async answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial?: Partial,
  ): Promise<WorkspaceDiagnosticReport> {
    const told = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    while (!token.isCancellationRequested && !this.isOver) {
      // What changes while files are looked at is looked at again.
      const change = this.nextChange(token);
      const items = await this.news(told, token);
      if (items.length > 0 && !partial) return { items };
      if (items.length > 0) partial?.report({ items });
      await change;
    }
    return { items: [] };
  }

  /** Files of which something else is to be said than was told; those that are gone are told of once. */
  private async news(told: Map<string, string>, token: CancellationToken): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const gone = new Set(told.keys());
    const tell = (uri: string, found: Diagnostic[]): void => {
      const resultId = idOf(found);
      gone.delete(uri);
      // Of a file without problems nothing has to be said that was not said before.
      if (told.get(uri) === resultId || (found.length === 0 && !told.has(uri))) return;
      told.set(uri, resultId);
      items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items: found });
    };
    for (const path of this.files()) {
      await setImmediate();
      if (token.isCancellationRequested) return [];
      const found = path === undefined ? undefined : this.diagnose(path);
      if (path !== undefined && found) tell(pathToFileURL(path).href, found);
    }
    for (const uri of gone) tell(uri, []);
    return items;
  }

  private nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const one: Waiting = {
        wake: () => {
          clearTimeout(timer);
          timer = setTimeout(one.done, QUIET_MS);
        },
        done: () => {
          clearTimeout(timer);
          this.waiting.delete(one);
          resolve();
        },
      };
      this.waiting.add(one);
      token.onCancellationRequested(one.done);
    });
  }
}
