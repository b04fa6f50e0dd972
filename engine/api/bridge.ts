import type { Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';

/** Client ↔ monitor until the monitor's side ends. The end of the client's input is the end of the container's; its going away detaches. */
export function bridge(input: Readable, output: Writable, monitor: Socket, stdin: boolean): Promise<void> {
  return new Promise((resolve) => {
    const detach = (): void => {
      monitor.destroy();
    };
    monitor.once('close', () => {
      output.off('close', detach);
      output.end();
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
}

export const bridgeDuplex = (connection: Duplex, monitor: Socket, stdin: boolean): Promise<void> =>
  bridge(connection, connection, monitor, stdin);
