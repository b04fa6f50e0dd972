/**
 * `POST /bulkhead/command` with `Upgrade: tcp`: the engine does what `bulkhead ARGS…` was called for, and the caller is its terminal. The answer 101 is followed by
 * frames in both directions (`framing.ts`); anything else, or the frame `decline`, means that the caller does it in a process of its own.
 */
export interface CommandRequest {
  /**
   * Which build the caller belongs to, as `device:inode:size:mtime in ns` of the engine's program beside it and, after a space, of its own: only an engine of the same is sure
   * to do what the caller would, and to speak with it as it does.
   */
  build: string;
  args: string[];
  env: Record<string, string>;
  /** Absolute; null where it has been removed. */
  cwd: string | null;
  /** Which of stdin, stdout and stderr are terminals. */
  terminals: [stdin: boolean, stdout: boolean, stderr: boolean];
  /** Of the terminal, 0 without one. */
  rows: number;
  columns: number;
}

/**
 * What the engine sends, by number: `want` asks for the next bytes of stdin, once each; `raw` has one byte, 1 or 0; `signals` has one byte for each signal to be sent on instead
 * of obeyed, all others are obeyed; `exit` has the code and is the last; `decline` comes before anything else or not at all.
 */
export const TO_CALLER = ['want', 'stdout', 'stderr', 'raw', 'signals', 'exit', 'decline'] as const;

/**
 * What the caller sends, by number: `stdin` answers one `want`, and is empty at the input's end; `resize` has rows and columns, two bytes each, big endian; `signal` has its number in
 * one byte; `taken` has in four bytes, big endian, how much of the output has been written since the last one, told often enough for the window.
 */
export const FROM_CALLER = ['stdin', 'resize', 'signal', 'taken'] as const;

/** Once this much output has not been taken, the engine sends no more of it: a caller whose reader is slow goes on reading all else that the engine sends. */
export const OUTPUT_WINDOW_BYTES = 256 * 1024;

export const MAX_FROM_CALLER_BYTES = 64 * 1024;
