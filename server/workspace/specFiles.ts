import { join } from 'node:path';
import { isComposeFileName } from '../../spec/compose/composeFileName';
import type { Surroundings } from '../documents/OpenDocument';

const MAX_FILES = 500;
const MAX_DIRECTORIES = 5000;
const MAX_DEPTH = 8;
/** What others put there, and what is made. */
const SKIPPED = new Set(['node_modules', 'vendor', 'dist', 'build', 'target', 'venv', '__pycache__']);

/** Compose files below some folders, breadth first. After each directory it says where it is, so that others get their turn. */
export function* specFiles(
  { listDirectory }: Pick<Surroundings, 'listDirectory'>,
  folders: readonly string[],
): Generator<string | undefined> {
  let level = [...new Set(folders)];
  let files = 0;
  let directories = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const directory of level) {
      if (++directories > MAX_DIRECTORIES) return;
      for (const { name, isDirectory } of listDirectory(directory)) {
        if (isDirectory && !name.startsWith('.') && !SKIPPED.has(name)) next.push(join(directory, name));
        else if (!isDirectory && isComposeFileName(name)) {
          if (++files > MAX_FILES) return;
          yield join(directory, name);
        }
      }
      yield undefined;
    }
    level = next;
  }
}
