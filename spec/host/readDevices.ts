import { lstatSync, readlinkSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import type { DeviceFacts } from './HostFacts';
import { listNames } from './listNames';

/** Directories of nodes that specs name; terminals and shared memory come and go. */
const DIRECTORIES = /^\/dev(\/(dri|snd|input|mapper|net|vfio|infiniband|nvidia-caps|bus|bus\/usb|bus\/usb\/\d+))?$/;
const MAX_NODES = 2000;

function stat(path: string, read: typeof lstatSync): Stats | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

/** glibc's `major` and `minor`. */
const major = (device: number): number => Number((BigInt(device) >> 8n) & 0xfffn);
const minor = (device: number): number => Number((BigInt(device) & 0xffn) | ((BigInt(device) >> 12n) & 0xfff00n));

/** What is below `/dev`; links are followed, so that a spec may name them. */
export function readDevices(): DeviceFacts {
  const facts: DeviceFacts = { nodes: [], directories: [], others: [] };
  const rest = ['/dev'];
  for (let directory = rest.pop(); directory !== undefined; directory = rest.pop()) {
    const names = listNames(directory);
    if (facts.nodes.length + names.length > MAX_NODES) {
      facts.others.push(directory);
      continue;
    }
    facts.directories.push(directory);
    for (const name of names.sort()) {
      const path = `${directory}/${name}`;
      const found = stat(path, lstatSync)?.isSymbolicLink() && isOutside(path) ? undefined : stat(path, statSync);
      if (found?.isCharacterDevice() || found?.isBlockDevice()) {
        const type = found.isBlockDevice() ? 'b' : 'c';
        facts.nodes.push({ path, type, major: major(found.rdev), minor: minor(found.rdev) });
      } else if (found?.isDirectory() && DIRECTORIES.test(path)) rest.push(path);
      else facts.others.push(path);
    }
  }
  return facts;
}

/** `/dev/stdin` and its like are those of the process that looks. */
function isOutside(path: string): boolean {
  try {
    return readlinkSync(path).startsWith('/proc/');
  } catch {
    return true;
  }
}

export function readBlockDevices(): string[] {
  return listNames('/sys/dev/block').sort();
}
