import { closeSync } from 'node:fs';
import type { BulkheadAddon } from './addon';
import { HelperFault, HelperGone } from './HelperFault';
import type { HelperError, HelperOps } from './protocol';

export type HelperOp = keyof HelperOps;

export interface HelperReply<Op extends HelperOp> {
  result: HelperOps[Op]['result'];
  /** Owned by whoever asked. */
  fds: number[];
}

interface Pending {
  resolve: (reply: { result: object; fds: number[] }) => void;
  reject: (error: Error) => void;
}

const RETRY_SEND_MS = 5;
/** The peer hung up, which the channel is about to tell. */
const HUNG_UP = ['EPIPE', 'ECONNRESET'];

/** One connected socket to one helper process: requests with ids, replies in any order. Dead for good after the peer hung up. */
export class HelperConnection {
  private readonly channel: InstanceType<BulkheadAddon['Channel']>;
  private readonly pending = new Map<number, Pending>();
  private readonly unsent: { packet: Buffer; fds: number[]; id: number }[] = [];
  private nextId = 1;
  private lastSent: number | undefined;
  /** What whoever asks too late is told. */
  private gone: HelperGone | undefined;
  /** Not when `close` was called. */
  onClose: (reason: string) => void = () => undefined;

  constructor(addon: BulkheadAddon, fd: number) {
    this.channel = new addon.Channel(
      fd,
      (data, fds) => this.receive(data, fds),
      (error) => {
        const reason = error?.message ?? 'it hung up';
        // A socket that is closed with something unread in it resets its peer's: what was sent last, at least, nobody has seen.
        this.fail(reason, (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET' ? this.lastSent : undefined);
        this.onClose(reason);
      },
    );
  }

  /** `fds` stay open until the reply, so that a request waiting for room in the socket still has them. */
  request<Op extends HelperOp>(op: Op, params: HelperOps[Op]['params'], fds: number[] = []): Promise<HelperReply<Op>> {
    if (this.gone !== undefined) return Promise.reject(this.gone);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve: resolve, reject });
      this.unsent.push({ packet: Buffer.from(JSON.stringify({ id, op, ...params })), fds, id });
      if (this.unsent.length === 1) this.flush();
    });
  }

  close(): void {
    this.onClose = () => undefined;
    this.channel.close();
  }

  private flush(): void {
    for (let next = this.unsent[0]; next !== undefined; next = this.unsent[0]) {
      try {
        this.channel.send(next.packet, next.fds);
        this.lastSent = next.id;
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') setTimeout(() => this.flush(), RETRY_SEND_MS);
        if (code === 'EAGAIN' || HUNG_UP.includes(code)) return;
        this.settle(next.id)?.reject(error as Error);
      }
      this.unsent.shift();
    }
  }

  private receive(data: Buffer, fds: number[]): void {
    const reply = parseReply(data);
    const pending = this.settle(reply.id ?? 0);
    if (pending === undefined || reply.error !== undefined || reply.result === undefined) {
      fds.forEach((fd) => closeSync(fd));
      pending?.reject(reply.error === undefined ? new HelperGone('its reply has no result') : new HelperFault(reply.error));
      return;
    }
    pending.resolve({ result: reply.result, fds });
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private fail(reason: string, unread: number | undefined): void {
    this.gone = new HelperGone(reason, false);
    for (const { id } of this.unsent.splice(0)) this.settle(id)?.reject(this.gone);
    for (const [id, { reject }] of this.pending) reject(id === unread ? this.gone : new HelperGone(reason));
    this.pending.clear();
  }
}

/** A packet that is not JSON belongs to no request; it is the helper's fault and is treated like a reply to nobody. */
function parseReply(data: Buffer): { id?: number; result?: object; error?: HelperError } {
  try {
    return JSON.parse(data.toString('utf8')) as { id?: number; result?: object; error?: HelperError };
  } catch {
    return {};
  }
}
