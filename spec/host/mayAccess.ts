import { accessSync } from 'node:fs';

/** Whether this process may read, write or execute a path: `mode` as in access(2). */
export function mayAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
