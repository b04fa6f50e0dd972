import type { Readable, Writable } from 'node:stream';
import type { EngineClient } from '../../api/EngineClient';

export type Input = Readable & { isTTY?: boolean };
/** A terminal has rows and columns, and tells of new ones by `resize`. */
export type Output = Writable & { isTTY?: boolean; rows?: number; columns?: number };

/** How a command was called, and where it reads and writes: in a process of its own, or in the engine for a caller at the other end of a connection. */
export interface Invocation {
  /** Without the program's name. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Absolute. Throws where it has been removed: most commands do without. */
  cwd: () => string;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  /** Whether each key reaches the command as it is typed, and each byte the terminal as it is written. */
  setRaw: (raw: boolean) => void;
  /** Calls the handler in place of what the signal does by itself; gives back how to stop that. */
  onSignal: (signal: NodeJS.Signals, handler: () => void) => () => void;
  engine: () => Promise<EngineClient>;
  /**
   * For what only the caller's own process can do: to read or write the caller's files, which may be pipes, or descriptors of that process. Throws NeedsOwnProcess in the engine;
   * called before anything has been done, as the command starts anew then.
   */
  needOwnProcess: () => void;
}

export class NeedsOwnProcess extends Error {}

/** Waits until it is taken, so that a slow reader slows what is copied to it. */
export function write(out: Output, data: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(data, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}
