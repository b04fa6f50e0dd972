import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import type { PlacedProblem } from '../../../Problem';
import { hasNoSource } from './definitionSources';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

const SECTIONS = ['configs', 'secrets'] as const;

/** Names in a section of what is defined, but not as a file; of what has no content at all that is said. */
function withoutFile(root: Located, section: (typeof SECTIONS)[number]): Set<string> {
  const map = valueAt(root, section);
  const all = map?.kind === 'map' ? [...map.entries.values()] : [];
  const isRefused = (value: Located): boolean => textOf(valueAt(value, 'file')) === undefined && !hasNoSource(section, value);
  return new Set(all.filter(({ value }) => isRefused(value)).map(({ key }) => key));
}

/** A secret or config is its file; those from elsewhere cannot be given to a container yet. */
export const grants: ProjectRule = (services, root) =>
  SECTIONS.flatMap((section) => {
    const refused = withoutFile(root, section);
    if (refused.size === 0) return [];
    return [...services.entries].flatMap(([service, { value }]) => {
      const items = valueAt(value, section);
      return items?.kind === 'seq' ? items.items.flatMap((item) => refusal(item, service, section, refused)) : [];
    });
  });

function refusal(item: Located, service: string, section: string, refused: ReadonlySet<string>): PlacedProblem[] {
  const name = textOf(item) ?? textOf(valueAt(item, 'source'));
  if (name === undefined || !refused.has(name)) return [];
  const message = `${section} '${name}' has no file; only files are available yet.`;
  return [{ ...problem('grant-unsupported', item, message), path: ['services', service, section] }];
}
