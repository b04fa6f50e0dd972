import { join } from 'node:path';
import type { Surroundings } from '../documents/OpenDocument';

const MAX_FILES = 500;
const MAX_DIRECTORIES = 5000;
const MAX_DEPTH = 8;
/** What others put there, and what is made. */
const SKIPPED = new Set(['node_modules', 'vendor', 'dist', 'build', 'target', 'venv', '__pycache__']);

/** Files with some name below some folders, breadth first. After each directory it pauses with nothing, so that others get their turn. */
export function* filesBelow(
  folders: readonly string[],
  isWanted: (name: string) => boolean,
  { listDirectory }: Pick<Surroundings, 'listDirectory'>,
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
        else if (!isDirectory && isWanted(name)) {
          if (++files > MAX_FILES) return;
          yield join(directory, name);
        }
      }
      yield undefined;
    }
    level = next;
  }
}
