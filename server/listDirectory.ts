import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryEntry } from './documents/OpenDocument';

/** More entries of one directory are not offered. */
const MAX_ENTRIES = 1000;

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What is in a directory of this machine; nothing when it is none or cannot be read. */
export function listDirectory(path: string): DirectoryEntry[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).slice(0, MAX_ENTRIES);
    return entries.map((entry) => ({
      name: entry.name,
      isDirectory: entry.isDirectory() || (entry.isSymbolicLink() && isDirectory(join(path, entry.name))),
    }));
  } catch {
    return [];
  }
}
