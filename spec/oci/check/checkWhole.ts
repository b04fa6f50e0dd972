import type { Code } from '../../codes';
import type { ContainerSpec } from '../../container/ContainerSpec';
import type { PlacedProblem } from '../../Problem';
import { isNull, keyPlace } from '../../yaml/Located';
import type { Located, LocatedEntry, Place } from '../../yaml/Located';
import { checkCapabilities } from './capabilityRules';
import { generatedConfig } from './generatedConfig';
import { checkProcess } from './processRules';
import { checkResources } from './resourceRules';
import type { Rule } from './Rule';

const RULES: readonly Rule[] = [checkProcess, checkCapabilities, checkResources];

/** What depends on nothing but the service and its fragment; programs and mappings come from images and hosts, too. */
const DECIDED: readonly Code[] = ['oci-console-size', 'oci-capability-subset', 'oci-cpu-burst'];

function located(value: unknown, { origin, range }: Place): Located {
  const place = { origin, range };
  if (Array.isArray(value)) return { kind: 'seq', ...place, items: value.map((item) => located(item, place)) };
  if (typeof value !== 'object' || value === null) {
    const scalar = value as string | number | boolean | null | undefined;
    return { kind: 'scalar', ...place, value: scalar ?? null, source: String(scalar), isQuoted: typeof scalar === 'string' };
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const entryOf = ([key, one]: [string, unknown]): [string, LocatedEntry] => [
    key,
    { key, keyOrigin: origin, keyRange: range, value: located(one, place) },
  ];
  return { kind: 'map', ...place, entries: new Map(entries.map(entryOf)) };
}

/** As `mergeFragment` does it, with the places of both. */
function merged(target: Located | undefined, patch: Located): Located {
  if (target?.kind === 'seq' && patch.kind === 'seq') return { ...patch, items: [...target.items, ...patch.items] };
  if (patch.kind !== 'map') return patch;
  const entries = new Map(target?.kind === 'map' ? target.entries : []);
  for (const [key, entry] of patch.entries) {
    if (isNull(entry.value)) entries.delete(key);
    else entries.set(key, { ...entry, value: merged(entries.get(key)?.value, entry.value) });
  }
  return { ...patch, entries };
}

/** What a fragment and the config that is generated beside it say together, in the fragment or, where that has no place for it, at its key. */
export function checkWhole(entry: LocatedEntry, container: ContainerSpec): PlacedProblem[] {
  const config = merged(located(generatedConfig(container), keyPlace(entry)), entry.value);
  const found = new Map<string, PlacedProblem>();
  for (const rule of RULES)
    rule({
      config,
      report: (code, place, message, severity = 'error') => {
        const isUnknown = 'hasUnsetVariable' in place && place.hasUnsetVariable === true;
        if (isUnknown || !DECIDED.includes(code)) return;
        const { origin, range } = place;
        const id = `${code} ${origin.file} ${origin.start + range[0]}`;
        const text = `With what is generated for the service: ${message}`;
        if (!found.has(id)) found.set(id, { code, severity, message: text, place: { origin, range } });
      },
    });
  return [...found.values()];
}
