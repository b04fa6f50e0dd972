import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';

/** Where settings of namespaces are. */
const ROOTS = ['net', 'fs/mqueue'];
/** Settings of single interfaces are those of `all` and `default` again. */
const OF_INTERFACE = /^net\/ipv[46]\/(conf|neigh)\/(?!(all|default|lo)(\/|$))./;
const MAX_SETTINGS = 5000;

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(`/proc/sys/${path}`, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Names of the settings that a namespace may have of its own, with dots. */
export function readSysctls(): string[] {
  const found: string[] = [];
  const rest = [...ROOTS];
  for (let path = rest.pop(); path !== undefined && found.length < MAX_SETTINGS; path = rest.pop())
    for (const entry of entriesOf(path)) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!OF_INTERFACE.test(below)) rest.push(below);
      } else found.push(below.replaceAll('/', '.'));
    }
  return found.sort();
}
