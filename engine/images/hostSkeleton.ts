import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  HOST_IMAGE_DIRECTORIES,
  HOST_IMAGE_EMPTY_DIRECTORIES,
  HOST_IMAGE_HIDDEN_DIRECTORIES,
  HOST_IMAGE_SCRATCH_DIRECTORIES,
} from '../../spec/container/hostImage';

export interface HostSkeleton {
  /** The lowest layer of the built-in image: everything that is not an overlay of its own. */
  root: string;
  /** Directories of the host with an overlay each, none below another. */
  shown: string[];
}

type Entry =
  | { kind: 'directory'; path: string; mode: number }
  | { kind: 'link'; path: string; target: string }
  | { kind: 'file'; path: string; mode: number; size: number; changedMs: number };

interface Plan {
  entries: Entry[];
  shown: string[];
}

/**
 * Directories, links and files of `/` that lie around the overlays. The kernel lets no user namespace lay an overlay over a directory with a
 * mount of the host below it, since that would uncover what the mount hides; so such a directory is made anew here, its files copied, and the
 * overlays begin below it. `mountPoints` are those mounts; root needs none of this. What the host mounts later counts from the next start on.
 */
export function makeHostSkeleton(dataRoot: string, mountPoints: readonly string[]): HostSkeleton {
  const { entries, shown } = plan(mountPoints);
  const home = join(dataRoot, 'host-image');
  // Never changed once made: containers of an earlier engine may still stand on it.
  const root = join(home, createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16));
  if (!existsSync(root)) {
    const unfinished = join(home, 'unfinished');
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o755 });
    for (const entry of entries) make(unfinished, entry);
    // Last, because a directory need not be writable for its owner.
    for (const entry of entries) if (entry.kind === 'directory') chmodSync(join(unfinished, entry.path), entry.mode);
    renameSync(unfinished, root);
  }
  return { root, shown };
}

/** Skeletons of earlier engines; only when no container runs on one. */
export function removeOldSkeletons({ root }: HostSkeleton): void {
  const home = join(root, '..');
  for (const name of readdirSync(home)) if (join(home, name) !== root) rmSync(join(home, name), { recursive: true, force: true });
}

function plan(mountPoints: readonly string[]): Plan {
  const result: Plan = { entries: HOST_IMAGE_EMPTY_DIRECTORIES.map((entry) => ({ kind: 'directory', ...entry })), shown: [] };
  for (const path of HOST_IMAGE_DIRECTORIES) if (existsSync(path)) addPath(result, path, mountPoints);
  return result;
}

function addPath(result: Plan, path: string, mountPoints: readonly string[]): void {
  const stat = lstatSync(path);
  const mode = stat.mode & 0o7777;
  if (stat.isSymbolicLink()) result.entries.push({ kind: 'link', path, target: readlinkSync(path) });
  else if (stat.isFile()) result.entries.push({ kind: 'file', path, mode, size: stat.size, changedMs: stat.ctimeMs });
  if (!stat.isDirectory()) return;
  result.entries.push({ kind: 'directory', path, mode });
  if (isCovered(path)) return;
  if (!mountPoints.some((point) => point.startsWith(`${path}/`))) result.shown.push(path);
  else for (const name of readable(path)) addPath(result, join(path, name), mountPoints);
}

/** By something of the container's own: what is below can be left out. */
function isCovered(path: string): boolean {
  return HOST_IMAGE_HIDDEN_DIRECTORIES.includes(path) || HOST_IMAGE_SCRATCH_DIRECTORIES.some((scratch) => scratch.path === path);
}

function readable(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

function make(root: string, entry: Entry): void {
  const path = join(root, entry.path);
  if (entry.kind === 'directory') mkdirSync(path, { mode: 0o755 });
  else if (entry.kind === 'link') symlinkSync(entry.target, path);
  else copyIfReadable(entry.path, path, entry.mode);
}

/** What this user cannot read, a container of this user could not read either. */
function copyIfReadable(from: string, to: string, mode: number): void {
  try {
    copyFileSync(from, to);
    chmodSync(to, mode & 0o755);
  } catch (error) {
    if (!isDenied(error)) throw error;
  }
}

function isDenied(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM';
}
