import type { Listener } from './HostFacts';
import { parseListeners } from './parseListeners';
import type { ListeningSocket } from './parseListeners';
import { readText } from './readText';

export const idOfListener = ({ protocol, address, port }: Listener): string => `${protocol} ${address} ${port}`;

export function readListeningSockets(): ListeningSocket[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) =>
    ['', '6'].flatMap((version) => parseListeners(readText(`/proc/net/${protocol}${version}`), protocol)),
  );
}

/** Ports of this host that are taken, each once. */
export function readListeners(): Listener[] {
  const each = new Map(
    readListeningSockets().map(({ protocol, address, port }) => {
      const listener = { protocol, address, port };
      return [idOfListener(listener), listener];
    }),
  );
  return [...each.values()].sort((a, b) => a.port - b.port || a.address.localeCompare(b.address));
}
