import { readlinkSync } from 'node:fs';
import { listNames } from './listNames';
import { idOfListener, readListeningSockets } from './readListeners';

/** Numbers of the sockets that a process has open; `undefined` when it is not ours to look into. */
function socketsOf(pid: number): string[] | undefined {
  const directory = `/proc/${pid}/fd`;
  const sockets: string[] = [];
  const names = listNames(directory);
  // A process has at least its standard streams open, so nothing means that we may not see them.
  if (names.length === 0) return undefined;
  for (const name of names) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`${directory}/${name}`))?.[1];
      if (inode !== undefined) sockets.push(inode);
    } catch {
      // It was closed meanwhile.
    }
  }
  return sockets;
}

/**
 * Listeners of this host that are processes' own, as `idOfListener` names them: all sockets of one must be theirs, for several may share a port.
 * `undefined` when that cannot be seen.
 */
export function heldListeners(pids: readonly number[]): ReadonlySet<string> | undefined {
  const found = pids.map(socketsOf);
  if (found.includes(undefined)) return undefined;
  const own = new Set(found.flatMap((sockets) => sockets ?? []));
  const held = new Set<string>();
  const foreign = new Set<string>();
  for (const socket of readListeningSockets()) (own.has(socket.inode) ? held : foreign).add(idOfListener(socket));
  return new Set([...held].filter((id) => !foreign.has(id)));
}
