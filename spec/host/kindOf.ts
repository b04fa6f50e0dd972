import { constants, statSync } from 'node:fs';
import { mayAccess } from './mayAccess';
import type { KindOf } from './rules/binds';

/** What a path of this machine is. */
export const kindOf: KindOf = (path) => {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isDirectory()) return 'directory';
    if (!stat.isFile()) return 'other';
  } catch {
    // Behind a directory that may not be searched, or in a circle of links: nobody can say that nothing is there.
    return 'other';
  }
  return mayAccess(path, constants.X_OK) ? 'executable' : 'file';
};
