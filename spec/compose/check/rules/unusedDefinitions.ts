import type { PlacedProblem } from '../../../Problem';
import { keyPlace, valueAt } from '../../../yaml/Located';
import type { LocatedMap } from '../../../yaml/Located';
import type { Use } from '../checkReferences';
import type { Section } from '../../vocabulary/ValueType';
import { problem } from './Rule';

const SECTIONS: readonly [Section, string][] = [
  ['networks', 'network'],
  ['volumes', 'volume'],
  ['secrets', 'secret'],
  ['configs', 'config'],
  ['models', 'model'],
];

/** Definitions no service uses: Compose makes networks of them only on demand, and volumes not at all. */
export function unusedDefinitions(root: LocatedMap, services: Iterable<{ uses: readonly Use[] }>): PlacedProblem[] {
  const used = new Set<string>();
  for (const { uses } of services) for (const { to, name } of uses) if (to !== 'services') used.add(`${to} ${name}`);
  return SECTIONS.flatMap(([section, word]) => {
    const map = valueAt(root, section);
    if (map?.kind !== 'map') return [];
    return [...map.entries.values()]
      .filter(({ key }) => !key.startsWith('x-') && key !== 'default' && !used.has(`${section} ${key}`))
      .map((entry) => problem('definition-unused', keyPlace(entry), `No service uses ${word} '${entry.key}'.`, 'information'));
  });
}
