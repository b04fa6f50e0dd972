import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, messageOf } from '../faults';
import type { Log } from '../log';
import type { BulkheadAddon } from './addon';
import { HelperConnection, type HelperOp, type HelperReply } from './HelperConnection';
import type { HelperOps } from './protocol';

interface HelperOptions {
  addon: BulkheadAddon;
  helperPath: string;
  dataRoot: string;
  /** The helper's own directory, below the engine's. */
  runRoot: string;
  log: Log;
  /** The engine's log file, which the helper's messages go to. */
  logFd: number;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5000;
/** A helper that lived this long did its work: its death is a new fault, not the same one again. */
const HEALTHY_AFTER_MS = 10_000;

/**
 * Keeps one helper alive. Requests wait while it is being started again; a request that was under way when it died is rejected, because
 * nobody knows what became of it. After each later start `onReady` compares what the engine believes with what the helper finds.
 */
export class HelperClient {
  private readonly options: HelperOptions;
  private current: Promise<HelperConnection>;
  private delayMs = FIRST_DELAY_MS;
  private stopped = false;
  private identity: HelperOps['hello']['result'] | undefined;
  private failure: string | undefined;
  onReady: () => Promise<void> = () => Promise.resolve();

  constructor(options: HelperOptions) {
    this.options = options;
    this.current = Promise.reject(new Fault('unavailable', 'the helper has not been started'));
    this.current.catch(() => undefined);
  }

  /** A helper that cannot be started leaves the engine able to say why; it is tried again all the same. */
  async start(): Promise<void> {
    this.current = this.launch();
    await this.current.catch((error: unknown) => this.options.log.error(`helper: ${messageOf(error)}`));
  }

  get hello(): HelperOps['hello']['result'] {
    if (this.identity === undefined) throw new Fault('unavailable', this.failure ?? 'the helper has not answered yet');
    return this.identity;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  get failed(): string | undefined {
    return this.failure;
  }

  async request<Op extends HelperOp>(op: Op, params: HelperOps[Op]['params'], fds: number[] = []): Promise<HelperReply<Op>> {
    const connection = await this.current;
    return await connection.request(op, params, fds);
  }

  /** With a JSON document that goes as a sealed memfd: it may be larger than a packet, and cannot change after it was checked. */
  async requestWithDocument<Op extends HelperOp>(
    op: Op,
    params: HelperOps[Op]['params'],
    document: unknown,
  ): Promise<HelperReply<Op>> {
    const fd = this.options.addon.sealedMemfd(`bulkhead-${op}`, Buffer.from(JSON.stringify(document)));
    try {
      return await this.request(op, params, [fd]);
    } finally {
      closeSync(fd);
    }
  }

  stop(): void {
    this.stopped = true;
    this.current.then((connection) => connection.close()).catch(() => undefined);
  }

  private async launch(): Promise<HelperConnection> {
    const { addon, helperPath, dataRoot, runRoot, log, logFd } = this.options;
    const startedAt = Date.now();
    const [ours, theirs] = addon.socketPair();
    const child = spawn(helperPath, ['serve', '--fd', '3', '--data', dataRoot, '--run', runRoot], {
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFd, logFd, theirs],
    });
    child.unref();
    closeSync(theirs);
    const spawned = once(child, 'spawn');
    const connection = new HelperConnection(addon, ours, (reason) => this.revive(reason, Date.now() - startedAt));
    await spawned.catch((error: unknown) => {
      this.failure = `the helper ${helperPath} cannot be started: ${messageOf(error)}`;
      throw new Fault('unavailable', this.failure);
    });
    const { result } = await connection.request('hello', { version: 1 });
    this.identity = result;
    this.failure = undefined;
    log.info(`helper ${result.helperVersion} runs as pid ${String(result.pid)} in mode ${result.mode}`);
    return connection;
  }

  private revive(reason: string, livedMs: number): void {
    if (this.stopped) return;
    this.delayMs = livedMs > HEALTHY_AFTER_MS ? FIRST_DELAY_MS : Math.min(this.delayMs * 2, LONGEST_DELAY_MS);
    this.failure ??= `the helper ended (${reason}) and is being started again; see the engine's log`;
    this.options.log.warn(`helper ended: ${reason}; starting it again in ${String(this.delayMs)} ms`);
    this.current = sleep(this.delayMs).then(() => this.launch());
    this.current.then(() => this.onReady()).catch((error: unknown) => this.options.log.error(`helper: ${messageOf(error)}`));
  }
}
