import { resolve, isAbsolute } from 'node:path';
import type { Invocation } from './Invocation';

/** As the caller means it: the engine has another working directory. */
export function absolutePath(path: string, cwd: Invocation['cwd']): string {
  return isAbsolute(path) ? resolve(path) : resolve(cwd(), path);
}
