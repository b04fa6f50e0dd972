import { encodeFrame } from '../../api/frames';
import type { LogEntry } from './criLine';

/** Entries → the bytes of Docker's answer: frames, or raw bytes for a container with a terminal. */
export class LogEncoder {
  private readonly tty: boolean;
  private readonly timestamps: boolean;
  /** Streams in the middle of a line: a timestamp goes before the beginning only. */
  private readonly inLine = new Set<LogEntry['stream']>();

  constructor({ tty, timestamps }: { tty: boolean; timestamps: boolean }) {
    this.tty = tty;
    this.timestamps = timestamps;
  }

  encode(entries: LogEntry[]): Buffer {
    return Buffer.concat(entries.map((entry) => this.one(entry)));
  }

  private one({ time, stream, partial, text }: LogEntry): Buffer {
    const prefix = this.timestamps && !this.inLine.has(stream) ? `${time} ` : '';
    if (partial) this.inLine.add(stream);
    else this.inLine.delete(stream);
    const bytes = Buffer.concat([Buffer.from(prefix), text, Buffer.from(partial ? '' : '\n')]);
    return this.tty ? bytes : encodeFrame(stream, bytes);
  }
}
