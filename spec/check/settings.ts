import { isCode } from '../codes';
import type { Code } from '../codes';
import type { Problem } from '../Problem';

export type Level = Problem['severity'] | 'off';

export interface CheckSettings {
  /** What somebody decided about single codes. */
  severities: ReadonlyMap<Code, Level>;
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: new Map() };

const LEVELS: readonly string[] = ['error', 'warning', 'information', 'off'];

/** Settings as an editor sends them: `{ severity: { "key-unsupported": "off" } }`. What is none of ours is left out. */
export function readSettings(given: unknown): CheckSettings {
  const severity = (given as { severity?: unknown } | null | undefined)?.severity;
  if (typeof severity !== 'object' || severity === null) return DEFAULT_SETTINGS;
  const severities = new Map<Code, Level>();
  for (const [code, level] of Object.entries(severity))
    if (isCode(code) && LEVELS.includes(String(level))) severities.set(code, level as Level);
  return { severities };
}
