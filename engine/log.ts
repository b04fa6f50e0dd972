import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs';

type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const MAX_BYTES_AT_START = 8 * 1024 * 1024;

/** The engine's own log. `BULKHEAD_LOG_LEVEL` chooses the least level, `info` otherwise. */
export class Log {
  private readonly stream: WriteStream;
  private readonly least: number;

  constructor(path: string, level: string | undefined) {
    rotate(path);
    this.stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
    this.least = Math.max(LEVELS.indexOf((level ?? 'info') as LogLevel), 0);
  }

  debug(message: string): void {
    this.write('debug', message);
  }

  info(message: string): void {
    this.write('info', message);
  }

  warn(message: string): void {
    this.write('warn', message);
  }

  error(message: string, cause?: unknown): void {
    this.write(
      'error',
      cause === undefined
        ? message
        : `${message}: ${cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause)}`,
    );
  }

  private write(level: LogLevel, message: string): void {
    if (LEVELS.indexOf(level) < this.least) return;
    this.stream.write(`${new Date().toISOString()} ${level} ${message}\n`);
  }
}

function rotate(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES_AT_START) renameSync(path, `${path}.1`);
}
