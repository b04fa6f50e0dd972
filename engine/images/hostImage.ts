import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EnginePaths } from '../../api/paths';
import {
  HOST_IMAGE_CONFIG,
  HOST_IMAGE_REFERENCE,
  HOST_IMAGE_SCRATCH_DIRECTORIES,
  hostImageMaskedPaths,
} from '../../spec/container/hostImage';
import type { ImageConfig } from '../../spec/container/ImageConfig';
import type { OciConfig, OciMount } from '../../spec/oci/OciConfig';
import type { Rootfs } from '../helper/protocol';
import type { HostSkeleton } from './hostSkeleton';
import { familiarReference } from './reference';

export const HOST_IMAGE_TAG = `${HOST_IMAGE_REFERENCE}:latest`;
export const hostImageConfig: ImageConfig = HOST_IMAGE_CONFIG;
/** It has no config document; an id of the same form that no document can have. */
export const HOST_IMAGE_ID = `sha256:${createHash('sha256').update(HOST_IMAGE_REFERENCE).digest('hex')}`;

export function isHostReference(text: string): boolean {
  const hex = text.replace(/^sha256:/, '');
  if (/^[0-9a-f]{12,64}$/.test(hex) && HOST_IMAGE_ID.startsWith(`sha256:${hex}`)) return true;
  return familiarReference(text) === HOST_IMAGE_TAG;
}

/** An overlay for each directory: one over `/` would show what is mounted below it, and in a user namespace the kernel refuses it. */
export function hostRootfs(directory: string, { root, shown }: HostSkeleton): Rootfs {
  return {
    base: { kind: 'overlay', lower: [root], upper: join(directory, 'upper'), work: join(directory, 'work') },
    overlays: { layers: join(directory, 'overlays'), names: Object.fromEntries(shown.map((path) => [path, layerName(path)])) },
  };
}

/** One name a path: a hyphen of the path itself must not look like its slash. */
function layerName(target: string): string {
  return target.slice(1).replaceAll('%', '%25').replaceAll('-', '%2d').replaceAll('/', '-');
}

/** Masks and scratch directories on top of what the spec asks for; whatever it says about masks, the host's secrets stay hidden. */
export function hideHostSecrets(config: OciConfig, paths: EnginePaths): OciConfig {
  const namesIn = rememberingNames();
  const masked = hostImageMaskedPaths(namesIn, [paths.dataRoot, paths.runRoot]);
  const scratch: OciMount[] = HOST_IMAGE_SCRATCH_DIRECTORIES.filter(({ path }) =>
    namesIn(parentOf(path)).includes(path.slice(path.lastIndexOf('/') + 1)),
  ).map(({ path, mode }) => ({
    destination: path,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', 'nodev', `mode=${mode.toString(8)}`],
  }));
  return {
    ...config,
    mounts: [...scratch, ...(config.mounts ?? [])],
    linux: { ...config.linux, maskedPaths: [...new Set([...(config.linux?.maskedPaths ?? []), ...masked])] },
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Many patterns ask for the same directory. Remembered for one container only: the next one must see what the host has by then. */
function rememberingNames(): (directory: string) => string[] {
  const known = new Map<string, string[]>();
  return (directory) => {
    const names = known.get(directory) ?? listDirectory(directory);
    known.set(directory, names);
    return names;
  };
}

function listDirectory(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What this user cannot list, a container of this user cannot read either.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return [];
    throw error;
  }
}
