import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceNode } from '../../spec/oci/OciInput';
import { deviceNode } from './deviceNode';

/** Directories of /dev that a container has for itself. */
const OWN = new Set(['pts', 'shm', 'mqueue', 'fd']);
const MAX_DEPTH = 4;

/** All device nodes below /dev, for privileged containers. */
export async function hostDevices(directory = '/dev', depth = 0): Promise<{ path: string; node: DeviceNode }[]> {
  const found: { path: string; node: DeviceNode }[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && !OWN.has(entry.name) && depth < MAX_DEPTH) found.push(...(await hostDevices(path, depth + 1)));
    const node = entry.isCharacterDevice() || entry.isBlockDevice() ? deviceNode(path) : undefined;
    if (node !== undefined) found.push({ path, node });
  }
  return found;
}
