import { join } from 'node:path';
import type { EngineClient } from '../../api/EngineClient';
import { startEngine } from '../../api/startEngine';

/** The engine beside this program, started when none runs. */
export async function engineClient(): Promise<EngineClient> {
  return await startEngine({ enginePath: enginePath() });
}

export function enginePath(): string {
  return process.env['BULKHEAD_ENGINE'] ?? join(__dirname, 'bulkhead-engine');
}
