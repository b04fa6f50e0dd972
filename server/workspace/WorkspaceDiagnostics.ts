import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import { AskedBeside } from './AskedBeside';
import { hashOf } from './hashOf';
import type {
  CancellationToken,
  Diagnostic,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';

interface Closed {
  files: () => Iterable<string | undefined>;
  /** What is said of a file, which is none of a client's open documents; nothing when it is one, or no spec. What that depends on is noted. */
  diagnose: (path: string, asked: AskedBeside) => Diagnostic[] | undefined;
  /** What everything said depends on besides: the same text for the same. */
  circumstances: () => string;
}

/** What was said of a file, by its mark; none when there is nothing to say of it. */
interface Known {
  resultId: string | undefined;
  asked: AskedBeside;
}

type Partial = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

interface Waiting {
  wake: () => void;
  done: () => void;
}

/** Quiet time after a change: one save is seen as several of them. */
const QUIET_MS = 300;

const idOf = (items: readonly Diagnostic[]): string => hashOf(JSON.stringify(items));
/** What a client that was told nothing of a file knows of it. */
const NOTHING = idOf([]);

/**
 * The problems of specs that are not open. A client asks again as soon as it was answered, so a request that has nothing new is
 * held until something changes; one that takes parts is held for good. A file is checked again when something it was checked
 * with is other than it was.
 */
export class WorkspaceDiagnostics {
  private readonly closed: Closed;
  private known = new Map<string, Known>();
  private circumstances = '';
  private readonly waiting = new Set<Waiting>();
  private isOver = false;

  constructor(closed: Closed) {
    this.closed = closed;
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
    this.followCircumstances();
    const seen: typeof this.known = new Map();
    for (const path of this.closed.files()) {
      await setImmediate();
      if (token.isCancellationRequested) return [];
      if (path === undefined) continue;
      const uri = pathToFileURL(path).href;
      const before = this.known.get(path);
      const isTold = before && (before.resultId ?? NOTHING) === (told.get(uri) ?? NOTHING);
      if (isTold && before.asked.isAsThen) {
        seen.set(path, before);
        if (before.resultId !== undefined) gone.delete(uri);
        continue;
      }
      const asked = new AskedBeside();
      const found = this.closed.diagnose(path, asked);
      seen.set(path, { resultId: found && idOf(found), asked });
      if (found) tell(uri, found);
    }
    this.known = seen;
    for (const uri of gone) tell(uri, []);
    return items;
  }

  private followCircumstances(): void {
    const now = this.closed.circumstances();
    if (now !== this.circumstances) this.known.clear();
    this.circumstances = now;
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
