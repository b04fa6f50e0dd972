import { isCode } from '../codes';
import type { Code } from '../codes';
import type { Problem } from '../Problem';

export type Level = Problem['severity'] | 'off';

export interface CheckSettings {
  /** What somebody decided about single codes. */
  severities: ReadonlyMap<Code, Level>;
  /** The path of another machine's profile, when specs are for that one and not for this. */
  hostProfile?: string | undefined;
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: new Map() };

const LEVELS: readonly string[] = ['error', 'warning', 'information', 'off'];

/**
 * Settings as an editor sends them: `{ severity: { "key-unsupported": "off" }, hostProfile: "/srv/server.json" }`. What is none of ours is
 * left out.
 */
export function readSettings(given: unknown): CheckSettings {
  const { severity, hostProfile } = (given ?? {}) as { severity?: unknown; hostProfile?: unknown };
  return {
    severities: severitiesOf(severity),
    hostProfile: typeof hostProfile === 'string' && hostProfile !== '' ? hostProfile : undefined,
  };
}

function severitiesOf(given: unknown): CheckSettings['severities'] {
  const severities = new Map<Code, Level>();
  for (const [code, level] of Object.entries(given ?? {}))
    if (isCode(code) && LEVELS.includes(String(level))) severities.set(code, level as Level);
  return severities;
}
