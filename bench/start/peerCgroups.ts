import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const HIERARCHIES = '/sys/fs/cgroup';
/** The cgroups that dockerd and podman make above their containers' and leave behind. */
const PARENTS = ['docker', 'libpod_parent'];

function parents(): string[] {
  const hierarchies = ['.', ...readdirSync(HIERARCHIES)];
  return hierarchies.flatMap((name) => PARENTS.map((parent) => join(HIERARCHIES, name, parent))).filter(existsSync);
}

/** Remembers what is there now; the function returned removes what has come since, and only what is empty. */
export function watchPeerCgroups(): () => void {
  const before = new Set(parents());
  return () => {
    const added = parents().filter((path) => !before.has(path));
    if (added.length > 0) execFileSync('find', [...added, '-depth', '-type', 'd', '-delete']);
  };
}
