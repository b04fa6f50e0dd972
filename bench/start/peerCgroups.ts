import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HIERARCHIES = '/sys/fs/cgroup';
/** The cgroups that dockerd and podman make above their containers' and leave behind. */
const PARENTS = ['docker', 'libpod_parent'];

function parents(): string[] {
  const hierarchies = ['.', ...readdirSync(HIERARCHIES)];
  return hierarchies.flatMap((name) => PARENTS.map((parent) => join(HIERARCHIES, name, parent))).filter(existsSync);
}

/** A daemon's processes are told of before they are all gone, and each cgroup lasts as long as its last one. */
const TRIES = 50;
const RETRY_MS = 100;

/** Remembers what is there now; the function returned removes what has come since, and only what is empty. */
export function watchPeerCgroups(): () => Promise<void> {
  const before = new Set(parents());
  const added = (): string[] => parents().filter((path) => !before.has(path));
  return async () => {
    for (let tries = 0; tries < TRIES && added().length > 0; tries++) {
      if (tries > 0) await sleep(RETRY_MS);
      spawnSync('find', [...added(), '-depth', '-type', 'd', '-delete'], { stdio: 'ignore' });
    }
    for (const path of added()) process.stderr.write(`${path} is still in use and was left\n`);
  };
}
