import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { exactJson } from '../../spec/oci/wholeNumber';
import { Fault, messageOf } from '../faults';
import type { Log } from '../log';
import { HelperConnection, type HelperOp, type HelperReply } from './HelperConnection';
import { HelperGone } from './HelperFault';
import { hasOwnContainers, type OwnHelperOptions, startOwnHelper } from './ownHelper';
import { connectPrivileged } from './privilegedHelper';
import type { HelperOps } from './protocol';

interface HelperOptions extends OwnHelperOptions {
  log: Log;
  /** Of a helper that root started for this user; it is used while it is there. */
  privilegedSocket?: string;
}

interface Greeted {
  connection: HelperConnection;
  hello: HelperOps['hello']['result'];
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5000;
/** A helper that lived this long did its work: its death is a new fault, not the same one again. */
const HEALTHY_AFTER_MS = 10_000;

/**
 * Keeps one helper alive. Requests wait while it is being started again, and those it has not seen go to the next one; a request that was under way when
 * it died is rejected, because nobody knows what became of it. After each later start `onReady` compares what the engine believes with what the helper finds.
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
    for (;;) {
      const connection = await this.current;
      try {
        return await connection.request(op, params, fds);
      } catch (error) {
        const wasSeen = !(error instanceof HelperGone) || error.wasSeen;
        if (wasSeen || this.stopped) throw error;
      }
    }
  }

  /** With a JSON document that goes as a sealed memfd: it may be larger than a packet, and cannot change after it was checked. */
  async requestWithDocument<Op extends HelperOp>(
    op: Op,
    params: HelperOps[Op]['params'],
    document: unknown,
  ): Promise<HelperReply<Op>> {
    const fd = this.options.addon.sealedMemfd(`bulkhead-${op}`, Buffer.from(exactJson(document)));
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
    const startedAt = Date.now();
    try {
      const { connection, hello } = (await this.greetPrivileged()) ?? (await this.greet(await startOwnHelper(this.options)));
      connection.onClose = (reason) => this.revive(reason, Date.now() - startedAt);
      this.identity = hello;
      this.failure = undefined;
      this.options.log.info(`helper ${hello.helperVersion} runs as pid ${String(hello.pid)} in mode ${hello.mode}`);
      return connection;
    } catch (error) {
      this.failure = messageOf(error);
      // After whoever waits for this attempt has been told.
      setImmediate(() => this.revive(messageOf(error), Date.now() - startedAt));
      throw error;
    }
  }

  private async greet(fd: number): Promise<Greeted> {
    const connection = new HelperConnection(this.options.addon, fd);
    const { result } = await connection.request('hello', { version: 1 });
    return { connection, hello: result };
  }

  /** A helper that root started for this user, if one listens and is for this engine. */
  private async greetPrivileged(): Promise<Greeted | undefined> {
    const { addon, privilegedSocket, runRoot, dataRoot, log } = this.options;
    const fd = privilegedSocket === undefined ? undefined : connectPrivileged(addon, privilegedSocket);
    if (fd === undefined) return undefined;
    const greeted = await this.greet(fd);
    const obstacle = hasOwnContainers(runRoot)
      ? 'containers are left that run without privileges'
      : greeted.hello.dataRoot === dataRoot
        ? undefined
        : `it is for the data directory ${String(greeted.hello.dataRoot)}`;
    if (obstacle === undefined) return greeted;
    log.warn(`the privileged helper is not used: ${obstacle}`);
    greeted.connection.close();
    return undefined;
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
