import type { Hijacked } from '../../../api/EngineClient';
import { demultiplex } from '../../../api/frames';
import { write, type Invocation, type Output } from '../Invocation';
import { DetachKeys, detachKeys } from './DetachKeys';

interface TerminalOptions {
  tty: boolean;
  stdin: boolean;
  /** Keys that leave the container running. */
  detachKeys?: Buffer;
  /** Tells the engine the size, at once and whenever it changes. */
  resize: (rows: number, columns: number) => Promise<unknown>;
}

/** Copies between the caller's terminal and the container until its output ends or it is left; the terminal's mode is always restored. */
export async function attachTerminal(
  { stdin, stdout, stderr, setRaw }: Invocation,
  { stream, multiplexed }: Hijacked,
  options: TerminalOptions,
): Promise<'ended' | 'left'> {
  const raw = options.tty && options.stdin && stdin.isTTY === true;
  const stopResizing = options.tty && stdout.isTTY === true ? followSize(stdout, options.resize) : undefined;
  if (raw) setRaw(true);
  const left = { now: false };
  const leave = (): void => {
    left.now = true;
    stream.destroy();
  };
  if (raw) stdin.pipe(new DetachKeys(options.detachKeys ?? detachKeys(), leave)).pipe(stream);
  else if (options.stdin) stdin.pipe(stream);
  try {
    if (multiplexed) await copyEach(stream, stdout, stderr);
    else for await (const chunk of stream) await write(stdout, chunk as Buffer);
  } catch (error) {
    if (!left.now) throw error;
  } finally {
    stopResizing?.();
    if (raw) setRaw(false);
    if (options.stdin) stdin.unpipe().pause();
    stream.destroy();
  }
  if (!left.now) return 'ended';
  stderr.write('read escape sequence\n');
  return 'left';
}

async function copyEach(stream: Hijacked['stream'], stdout: Output, stderr: Output): Promise<void> {
  for await (const { stream: name, data } of demultiplex(stream)) await write(name === 'stderr' ? stderr : stdout, data);
}

function followSize(terminal: Output, resize: TerminalOptions['resize']): () => void {
  const send = (): void => {
    const { rows, columns } = terminal;
    // The container may not have started yet, or have ended: both are no reason to disturb what is on the screen.
    if (rows !== undefined && columns !== undefined) resize(rows, columns).catch(() => undefined);
  };
  terminal.on('resize', send);
  send();
  return () => terminal.off('resize', send);
}
