import { join } from 'node:path';

/** The engine beside this program. */
export function enginePath(env: NodeJS.ProcessEnv): string {
  return env['BULKHEAD_ENGINE'] ?? join(__dirname, 'bulkhead-engine');
}
