import { constants, statSync } from 'node:fs';
import type { SpecFiles } from '../../../spec/check/specFindings';
import { mayAccess } from '../../../spec/host/mayAccess';
import { readSmallFile } from '../../../spec/readSmallFile';

/** What a spec names, as it lies on this machine. */
export const filesOnDisk: SpecFiles = {
  env: process.env,
  readFile: readSmallFile,
  kindOf: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isDirectory()) return 'directory';
    if (!stat.isFile()) return 'other';
    return mayAccess(path, constants.X_OK) ? 'executable' : 'file';
  },
};
