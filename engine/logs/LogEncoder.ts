import { encodeFrame } from '../../api/frames';
import type { LogEntry } from './criLine';

/** What stands before a line whose log options give it no attributes, which are the only ones there are. */
const NO_DETAILS = ' ';

/** Entries → the bytes of Docker's answer: frames, or raw bytes for a container with a terminal. */
export class LogEncoder {
  private readonly tty: boolean;
  private readonly timestamps: boolean;
  private readonly details: boolean;
  /** Streams in the middle of a line: what is put before a line goes before the beginning only. */
  private readonly inLine = new Set<LogEntry['stream']>();

  constructor({ tty, timestamps, details }: { tty: boolean; timestamps: boolean; details: boolean }) {
    this.tty = tty;
    this.timestamps = timestamps;
    this.details = details;
  }

  encode(entries: LogEntry[]): Buffer {
    return Buffer.concat(entries.map((entry) => this.one(entry)));
  }

  private one({ time, stream, partial, text }: LogEntry): Buffer {
    const prefix = this.inLine.has(stream) ? '' : `${this.timestamps ? `${time} ` : ''}${this.details ? NO_DETAILS : ''}`;
    if (partial) this.inLine.add(stream);
    else this.inLine.delete(stream);
    const bytes = Buffer.concat([Buffer.from(prefix), text, Buffer.from(partial ? '' : '\n')]);
    return this.tty ? bytes : encodeFrame(stream, bytes);
  }
}
