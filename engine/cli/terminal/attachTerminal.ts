import { spawnSync } from 'node:child_process';
import type { Hijacked } from '../../../api/EngineClient';
import { demultiplex } from '../../../api/frames';
import { DetachKeys, detachKeys } from './DetachKeys';

interface TerminalOptions {
  tty: boolean;
  stdin: boolean;
  /** Keys that leave the container running. */
  detachKeys?: Buffer;
  /** Tells the engine the size, at once and whenever it changes. */
  resize: (rows: number, columns: number) => Promise<unknown>;
}

/** Copies between this terminal and the container until its output ends or it is left; the terminal's mode is always restored. */
export async function attachTerminal({ stream, multiplexed }: Hijacked, options: TerminalOptions): Promise<'ended' | 'left'> {
  const { stdin, stdout } = process;
  const raw = options.tty && options.stdin && stdin.isTTY;
  const stopResizing = options.tty && stdout.isTTY ? followSize(options.resize) : undefined;
  if (raw) passThrough();
  const left = { now: false };
  const leave = (): void => {
    left.now = true;
    stream.destroy();
  };
  if (raw) stdin.pipe(new DetachKeys(options.detachKeys ?? detachKeys(), leave)).pipe(stream);
  else if (options.stdin) stdin.pipe(stream);
  try {
    await copyOutput(stream, multiplexed);
  } catch (error) {
    if (!left.now) throw error;
  } finally {
    stopResizing?.();
    if (raw) stdin.setRawMode(false);
    if (options.stdin) stdin.unpipe().pause();
    stream.destroy();
  }
  if (!left.now) return 'ended';
  process.stderr.write('read escape sequence\n');
  return 'left';
}

/** Raw in Node's sense still makes `\r\n` of `\n`, which moves a program's cursor to where it is not wanted. Leaving raw mode resets both. */
function passThrough(): void {
  process.stdin.setRawMode(true);
  spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
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
