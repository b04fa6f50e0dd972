import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BulkheadAddon } from '../../../engine/helper/addon';
import { HelperConnection, type HelperOp, type HelperReply } from '../../../engine/helper/HelperConnection';
import { startOwnHelper } from '../../../engine/helper/ownHelper';
import type { HelperOps } from '../../../engine/helper/protocol';

const root = process.env['BULKHEAD_ROOT'] ?? join(__dirname, '../../..');

interface WatchEvent {
  event: 'exit' | 'oom' | 'trouble';
  code?: number;
  step?: string;
  message?: string;
}

interface Watch {
  /** When the monitor has hung up. */
  ended: Promise<void>;
  events: () => WatchEvent[];
}

/** A helper as root, spoken to without an engine, in a directory that only root can enter. */
export class OwnHelper {
  readonly directory = mkdtempSync(join(tmpdir(), 'bulkhead-helper-'));
  readonly program = join(root, 'dist/bulkhead-helper');
  readonly data = join(this.directory, 'data');
  readonly run = join(this.directory, 'run');
  private readonly logFd = openSync(join(this.directory, 'log'), 'w');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  private readonly addon = require(join(root, 'dist/bulkhead.node')) as BulkheadAddon;
  private connection: HelperConnection | undefined;

  async start(): Promise<void> {
    mkdirSync(this.data);
    const { addon, program: helperPath, data: dataRoot, run: runRoot, logFd } = this;
    this.connection = new HelperConnection(addon, await startOwnHelper({ addon, helperPath, dataRoot, runRoot, logFd }));
    await this.ask('hello', { version: 1 });
  }

  async ask<Op extends HelperOp>(op: Op, params: HelperOps[Op]['params'], document?: object): Promise<HelperReply<Op>> {
    if (this.connection === undefined) throw new Error('the helper has not been started');
    if (document === undefined) return await this.connection.request(op, params);
    const fd = this.addon.sealedMemfd(op, Buffer.from(JSON.stringify(document)));
    try {
      return await this.connection.request(op, params, [fd]);
    } finally {
      closeSync(fd);
    }
  }

  /** Of the monitor's watch stream; each line is one event. */
  watch(fd: number): Watch {
    const socket = new Socket({ fd, readable: true, writable: false });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    return {
      ended,
      events: () =>
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as WatchEvent),
    };
  }

  log(): string {
    return readFileSync(join(this.directory, 'log'), 'utf8');
  }

  stop(): void {
    this.connection?.close();
    closeSync(this.logFd);
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
