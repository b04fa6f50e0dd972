import type { Server, Socket } from 'node:net';
import type { BulkheadAddon } from './helper/addon';

/** The socket's directory keeps others out already; this holds even if someone opens it up or hands a descriptor on. */
export function refuseStrangers(server: Server, addon: BulkheadAddon): void {
  const own = process.getuid?.();
  server.prependListener('connection', (socket: Socket & { _handle?: { fd?: number } }) => {
    const fd = socket._handle?.fd;
    const uid = fd === undefined ? undefined : addon.peerCredentials(fd).uid;
    if (uid !== own && uid !== 0) socket.destroy();
  });
}
