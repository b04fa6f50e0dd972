import type { Listener } from './HostFacts';
import { parseListeners } from './parseListeners';
import { readText } from './readText';

/** Ports of this host that are taken, each once. */
export function readListeners(): Listener[] {
  const all = (['tcp', 'udp'] as const).flatMap((protocol) =>
    ['', '6'].flatMap((version) => parseListeners(readText(`/proc/net/${protocol}${version}`), protocol)),
  );
  const seen = new Set<string>();
  return all
    .filter(({ protocol, address, port }) => {
      const id = `${protocol} ${address} ${port}`;
      return !seen.has(id) && seen.add(id);
    })
    .sort((a, b) => a.port - b.port || a.address.localeCompare(b.address));
}
