import type { Hijacked } from '../../../api/EngineClient';
import { demultiplex } from '../../../api/frames';

interface TerminalOptions {
  tty: boolean;
  stdin: boolean;
  /** Tells the engine the size, at once and whenever it changes. */
  resize: (rows: number, columns: number) => Promise<unknown>;
}

/** Copies between this terminal and the container until its output ends; the terminal's mode is always restored. */
export async function attachTerminal({ stream, multiplexed }: Hijacked, options: TerminalOptions): Promise<void> {
  const { stdin, stdout } = process;
  const raw = options.tty && options.stdin && stdin.isTTY;
  const stopResizing = options.tty && stdout.isTTY ? followSize(options.resize) : undefined;
  if (raw) stdin.setRawMode(true);
  if (options.stdin) stdin.pipe(stream);
  try {
    await copyOutput(stream, multiplexed);
  } finally {
    stopResizing?.();
    if (raw) stdin.setRawMode(false);
    if (options.stdin) stdin.unpipe(stream).pause();
    stream.destroy();
  }
}

async function copyOutput(stream: Hijacked['stream'], multiplexed: boolean): Promise<void> {
  if (!multiplexed) {
    for await (const chunk of stream) await write(process.stdout, chunk as Buffer);
    return;
  }
  for await (const { stream: name, data } of demultiplex(stream))
    await write(name === 'stderr' ? process.stderr : process.stdout, data);
}

export function write(out: NodeJS.WriteStream, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(data, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}

function followSize(resize: TerminalOptions['resize']): () => void {
  const send = (): void => {
    const { rows, columns } = process.stdout;
    // The container may not have started yet, or have ended: both are no reason to disturb what is on the screen.
    resize(rows, columns).catch(() => undefined);
  };
  process.on('SIGWINCH', send);
  send();
  return () => process.off('SIGWINCH', send);
}
