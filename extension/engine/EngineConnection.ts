import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../../api/EngineClient';
import { EngineError } from '../../api/EngineError';
import { connectEngine, startEngine } from '../../api/startEngine';

/** `failed` keeps why, until someone tries again. */
type EngineState =
  { kind: 'stopped' } | { kind: 'starting' } | { kind: 'running'; client: EngineClient } | { kind: 'failed'; reason: string };

/** Finds the engine, or starts it when something is to be run. Holds no request open by itself. */
export class EngineConnection implements vscode.Disposable {
  private readonly context: vscode.ExtensionContext;
  private readonly log: vscode.LogOutputChannel;
  private readonly changed = new vscode.EventEmitter<EngineState>();
  private starting: Promise<EngineClient> | undefined;
  private current: EngineState = { kind: 'stopped' };
  readonly onDidChange = this.changed.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.context = context;
    this.log = log;
  }

  get state(): EngineState {
    return this.current;
  }

  /** The running engine, or undefined: starts nothing. */
  async find(): Promise<EngineClient | undefined> {
    if (this.current.kind === 'starting') return this.starting;
    const client = await connectEngine().catch((error: unknown) => {
      this.log.warn(`Looking for the engine: ${String(error)}`);
      return undefined;
    });
    if (client) this.become({ kind: 'running', client });
    else if (this.current.kind !== 'failed') this.become({ kind: 'stopped' });
    return client;
  }

  /** The running engine; starts one when there is none. Only in a trusted workspace. */
  async client(): Promise<EngineClient> {
    if (!vscode.workspace.isTrusted) throw new Error('containers can be run once this workspace is trusted');
    this.starting ??= this.start().finally(() => (this.starting = undefined));
    return this.starting;
  }

  /** After a request failed because nothing answered. */
  lost(error: unknown): void {
    if (error instanceof EngineError && error.code === 'unreachable') this.become({ kind: 'stopped' });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async start(): Promise<EngineClient> {
    if (this.current.kind !== 'running') this.become({ kind: 'starting' });
    try {
      const client = await startEngine({ enginePath: this.context.asAbsolutePath(join('dist', 'bulkhead-engine')) });
      this.become({ kind: 'running', client });
      return client;
    } catch (error) {
      this.become({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  private become(next: EngineState): void {
    const same = next.kind === this.current.kind;
    this.current = next;
    if (same) return;
    this.log.info(`Engine: ${next.kind}${next.kind === 'failed' ? `: ${next.reason}` : ''}`);
    void vscode.commands.executeCommand('setContext', 'bulkhead.engine', next.kind);
    this.changed.fire(next);
  }
}
