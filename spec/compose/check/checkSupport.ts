import type { PlacedProblem } from '../../Problem';
import { keyPlace, textOf, valueAt } from '../../yaml/Located';
import type { Located, LocatedEntry } from '../../yaml/Located';
import { NO_BRIDGE } from '../vocabulary/networkKeys';
import { no } from '../vocabulary/ValueType';
import type { Support, ValueType, Vocabulary } from '../vocabulary/ValueType';
import { alternatives, typeOfCollection } from './checkProjectTree';

type Path = readonly (string | number)[];

/** A value that asks for nothing, or for what is the case anyway. */
function isNoWish(node: Located): boolean {
  if (node.kind === 'seq') return node.items.length === 0;
  if (node.kind === 'map') return node.entries.size === 0;
  return node.value === null || node.value === false || node.value === '' || node.value === 'false';
}

/** Of `network_mode`; any other word names a network. */
const MODE = /^(none|host|bridge|default|private|(service|container):.*)$/;

/** Support that depends on the value or on the keys beside it. */
function supportOf(
  { key, value }: LocatedEntry,
  declared: Support | undefined,
  parent: Located,
  path: Path,
): Support | undefined {
  const isService = path.length === 2 && path[0] === 'services';
  if (!isService) return declared;
  if (key === 'networks' && value.kind === 'map' && [...value.entries.keys()].every((name) => name === 'default'))
    return undefined;
  if (key === 'network_mode' && value.kind === 'scalar' && !value.hasUnsetVariable && !MODE.test(String(value.value)))
    return no(NO_BRIDGE);
  if (key === 'build' && textOf(valueAt(parent, 'image')))
    return { level: 'ignored', reason: 'images are not built yet; the image is taken as it is' };
  if (key === 'ports' && textOf(valueAt(parent, 'network_mode')) === 'host')
    return { level: 'ignored', reason: 'with network_mode: host every port of the container is a port of the host' };
  return declared;
}

const knownToDeclare = new WeakMap<ValueType, boolean>();

/** Whether a key below a value of a type can be more than honoured. Most cannot, and need not be looked at. */
function declaresSupport(type: ValueType): boolean {
  const known = knownToDeclare.get(type);
  if (known !== undefined) return known;
  const found = alternatives(type).some((one) => {
    if (one.kind === 'list' || one.kind === 'dict') return declaresSupport(one.of);
    return one.kind === 'object' && Object.values(one.keys).some((spec) => spec.support ?? declaresSupport(spec.type));
  });
  knownToDeclare.set(type, found);
  return found;
}

/** Keys of a (canonical) value this engine cannot honour: `unsupported` must not be run, `ignored` is only said. */
export function checkSupport(node: Located, type: ValueType, path: Path): PlacedProblem[] {
  if (node.kind === 'scalar' || !declaresSupport(type)) return [];
  const collection = typeOfCollection(type, node.kind);
  if (node.kind === 'seq')
    return collection?.kind === 'list'
      ? node.items.flatMap((item, index) => checkSupport(item, collection.of, [...path, index]))
      : [];
  if (collection?.kind === 'dict')
    return [...node.entries.values()].flatMap(({ key, value }) => checkSupport(value, collection.of, [...path, key]));
  return collection?.kind === 'object' ? checkKeys(node, collection.keys, path) : [];
}

function checkKeys(node: Extract<Located, { kind: 'map' }>, keys: Vocabulary, path: Path): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  for (const entry of node.entries.values()) {
    const spec = Object.hasOwn(keys, entry.key) ? keys[entry.key] : undefined;
    if (!spec || isNoWish(entry.value)) continue;
    const support = supportOf(entry, spec.support, node, path);
    if (!support || support.level === 'yes') {
      if (entry.value.kind !== 'scalar' && declaresSupport(spec.type))
        problems.push(...checkSupport(entry.value, spec.type, [...path, entry.key]));
      continue;
    }
    const owner = path[0] === 'services' && path.length >= 2 ? `Service ${path[1]}: ` : '';
    const isRefused = support.level === 'no';
    problems.push({
      code: isRefused ? 'key-unsupported' : 'key-ignored',
      severity: isRefused ? 'error' : 'information',
      message: `${owner}${entry.key} ${isRefused ? 'cannot be honoured' : 'has no effect'}: ${support.reason}.`,
      place: keyPlace(entry),
      path: [...path, entry.key],
    });
  }
  return problems;
}
