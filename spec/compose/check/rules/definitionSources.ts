import type { PlacedProblem } from '../../../Problem';
import { keyPlace, textOf, valueAt } from '../../../yaml/Located';
import type { Located, LocatedMap } from '../../../yaml/Located';
import { closest } from '../closest';
import { joinWords } from '../describeType';
import { problem } from './Rule';

const SOURCES = { secrets: ['file', 'environment'], configs: ['file', 'environment', 'content'] } as const;

/** A driver brings its own content, and what is external has it already. */
function isElsewhere(definition: Located): boolean {
  const external = valueAt(definition, 'external');
  return valueAt(definition, 'driver') !== undefined || (external !== undefined && textOf(external) !== 'false');
}

/** Whether nothing says what a secret or config holds. */
export function hasNoSource(section: keyof typeof SOURCES, definition: Located): boolean {
  const isGiven = SOURCES[section].some((key) => valueAt(definition, key) !== undefined);
  return definition.kind === 'map' && !isGiven && !isElsewhere(definition);
}

/** A key that is only misspelt is told of by itself. */
function isMisspelt(section: keyof typeof SOURCES, definition: Located): boolean {
  const keys = definition.kind === 'map' ? [...definition.entries.keys()] : [];
  return keys.some((key) => closest(key, SOURCES[section]) !== undefined);
}

/** Secrets and configs of a whole project that nothing says the content of. */
export function definitionSources(root: LocatedMap): PlacedProblem[] {
  return (['secrets', 'configs'] as const).flatMap((section) => {
    const map = valueAt(root, section);
    if (map?.kind !== 'map') return [];
    const empty = [...map.entries.values()].filter(
      ({ key, value }) => !key.startsWith('x-') && hasNoSource(section, value) && !isMisspelt(section, value),
    );
    return empty.map((entry) => {
      const message = `${section}.${entry.key} has no content: it needs ${joinWords(SOURCES[section])}.`;
      return { ...problem('key-missing', keyPlace(entry), message), path: [section, entry.key] };
    });
  });
}
