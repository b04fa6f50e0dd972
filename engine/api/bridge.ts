import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

interface BridgeOptions {
  /** Whether what the client sends goes to the container. */
  stdin: boolean;
  /** Waited for between the last byte and the end: a client asks for the exit code as soon as it sees the end. */
  settled?: Promise<unknown>;
}

/**
 * Client ↔ monitor until the monitor's side ends. The end of the client's input is the end of the container's; its going away
 * detaches.
 */
export async function bridge(
  input: Readable,
  output: Writable,
  monitor: Socket,
  { stdin, settled }: BridgeOptions,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const detach = (): void => {
      monitor.destroy();
    };
    monitor.once('close', () => {
      output.off('close', detach);
      resolve();
    });
    // A container that closes its stdin early breaks the pipe; its output goes on.
    monitor.on('error', () => input.unpipe(monitor));
    output.once('close', detach);
    monitor.pipe(output, { end: false });
    monitor.once('end', () => monitor.end());
    if (stdin) input.pipe(monitor);
    else input.resume();
  });
  if (!output.destroyed) await settled;
  output.end();
}
