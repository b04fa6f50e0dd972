import { basename } from 'node:path';
import type { PlacedProblem } from '../../Problem';
import { keyPlace, textOf, valueAt } from '../../yaml/Located';
import type { Located, LocatedMap, Place } from '../../yaml/Located';
import type { DefinedBeside } from '../definedBeside';
import { parseVolume } from '../shortForms/parseVolume';
import type { Volume } from '../shortForms/parseVolume';
import type { Section } from '../vocabulary/ValueType';
import { closest } from './closest';

export interface Use {
  name: string;
  place: Place;
  /** The place is about another kind of thing when missing, as a service named in `network_mode`. */
  to: Section;
  isOptional?: boolean;
}

/** More helps nobody, and each costs a comparison with all names there are. */
const MAX_PROBLEMS = 200;

const SINGULAR: Record<Section, string> = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  secrets: 'secret',
  configs: 'config',
  models: 'model',
};

function entriesOf(node: Located | undefined): { name: string; place: Place; value: Located }[] {
  if (node?.kind !== 'map') return [];
  return [...node.entries.values()].map((entry) => ({ name: entry.key, place: keyPlace(entry), value: entry.value }));
}

function itemsOf(node: Located | undefined): Located[] {
  return node?.kind === 'seq' ? node.items : [];
}

function hasUnset(node: Located): boolean {
  return node.kind === 'scalar' && node.hasUnsetVariable === true;
}

/** Names in a list of secrets or configs, in either form. */
function grantsOf(list: Located | undefined, to: Section): Use[] {
  return itemsOf(list).flatMap((item) => {
    const place = item.kind === 'map' ? valueAt(item, 'source') : item;
    const name = textOf(place);
    return place && name && !hasUnset(place) ? [{ name, place, to }] : [];
  });
}

/** The volume of the project that a mount names. Of a cluster one may also ask for any of a group. */
function namedVolume({ type, source = '' }: Volume): string | undefined {
  const isNamed = type === 'volume' || (type === 'cluster' && !source.startsWith('group:'));
  return isNamed && source !== '' ? source : undefined;
}

/** Everything a (canonical) service names that must be somewhere in the project. */
export function usesOf(service: Located): Use[] {
  const uses: Use[] = [];
  for (const { name, place, value } of entriesOf(valueAt(service, 'depends_on')))
    uses.push({ name, place, to: 'services', isOptional: textOf(valueAt(value, 'required')) === 'false' });
  for (const { name, place } of entriesOf(valueAt(service, 'networks')))
    if (name !== 'default') uses.push({ name, place, to: 'networks' });
  for (const item of itemsOf(valueAt(service, 'volumes'))) {
    const volume = parseVolume(item);
    const place = valueAt(item, 'source') ?? item;
    const name = typeof volume === 'string' ? undefined : namedVolume(volume);
    if (name !== undefined && !hasUnset(place)) uses.push({ name, place, to: 'volumes' });
  }
  uses.push(
    ...grantsOf(valueAt(service, 'secrets'), 'secrets'),
    ...grantsOf(valueAt(service, 'configs'), 'configs'),
    ...grantsOf(valueAt(service, 'build', 'secrets'), 'secrets'),
  );
  for (const { name, place } of entriesOf(valueAt(service, 'models'))) uses.push({ name, place, to: 'models' });
  for (const key of ['links', 'volumes_from'])
    for (const place of itemsOf(valueAt(service, key))) {
      const [name = ''] = textOf(place)?.split(':') ?? [];
      if (name !== '' && name !== 'container' && !hasUnset(place)) uses.push({ name, place, to: 'services' });
    }
  for (const key of ['network_mode', 'pid', 'ipc']) {
    const node = valueAt(service, key);
    const text = textOf(node);
    if (node && text?.startsWith('service:')) uses.push({ name: text.slice('service:'.length), place: node, to: 'services' });
  }
  return uses;
}

/** No name of a volume begins so. */
const isPath = (name: string): boolean => /^(?:\.{0,2}\/|~|\.{1,2}$)/.test(name);

function adviceOf(to: Section, name: string, meant: string | undefined): string {
  if (meant) return `did you mean '${meant}'?`;
  if (to === 'volumes' && isPath(name)) return 'a path is mounted with type: bind.';
  return to === 'services' ? 'there is no such service.' : `define it under ${to} at the top of the file.`;
}

/** Names that services use but nobody defines. The tree is canonical and merged; `beside` tells what other files define. */
export function checkReferences(
  root: LocatedMap,
  services: ReadonlyMap<string, { uses: readonly Use[] }>,
  beside: DefinedBeside = () => undefined,
): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  const known = new Map<Section, Set<string>>();
  const namesIn = (section: Section): Set<string> => {
    const found = known.get(section);
    if (found) return found;
    const map = valueAt(root, section);
    const names = new Set(map?.kind === 'map' ? map.entries.keys() : []);
    known.set(section, names);
    return names;
  };
  for (const [serviceName, { uses }] of services) {
    for (const { name, place, to, isOptional } of uses) {
      if (namesIn(to).has(name)) continue;
      if (problems.length >= MAX_PROBLEMS) return problems;
      const elsewhere = beside(to, name);
      const others = to === 'services' ? [...namesIn(to)].filter((one) => one !== serviceName) : namesIn(to);
      const meant = elsewhere === undefined && !isPath(name) ? closest(name, others) : undefined;
      const fault =
        elsewhere === undefined ? `is not defined; ${adviceOf(to, name, meant)}` : `only ${basename(elsewhere)} defines.`;
      problems.push({
        code: 'reference-undefined',
        severity: isOptional || elsewhere !== undefined ? 'information' : 'error',
        message: `Service ${serviceName} uses ${SINGULAR[to]} '${name}', which ${fault}`,
        place,
        path: ['services', serviceName],
        ...(meant ? { replacement: meant } : {}),
      });
    }
  }
  return problems;
}
