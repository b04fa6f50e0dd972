import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { itemsOf, stringOf, type RuleContext } from './Rule';

/** Types of the namespaces that are the container's own: listed, and not joined by path. */
export function ownNamespaces(config: Located): Set<string> {
  const namespaces = itemsOf(valueAt(config, 'linux', 'namespaces'));
  return new Set(
    namespaces.filter((one) => valueAt(one, 'path') === undefined).map((one) => stringOf(valueAt(one, 'type')) ?? ''),
  );
}

/** Listed at all, whether made or joined. */
export function hasNamespace(config: Located, type: string): boolean {
  return itemsOf(valueAt(config, 'linux', 'namespaces')).some((one) => stringOf(valueAt(one, 'type')) === type);
}

export function checkNamespaces({ config, files, report }: RuleContext): void {
  const seen = new Set<string>();
  for (const namespace of itemsOf(valueAt(config, 'linux', 'namespaces'))) {
    const type = valueAt(namespace, 'type');
    const name = stringOf(type);
    if (type === undefined || name === undefined) continue;
    if (seen.has(name)) report('oci-namespace-duplicate', type, `Namespace '${name}' is listed twice; a runtime refuses that.`);
    seen.add(name);
    const path = valueAt(namespace, 'path');
    const target = stringOf(path);
    if (path === undefined || target === undefined) continue;
    if (!target.startsWith('/'))
      report('oci-path-relative', path, `The path of a namespace is absolute, as in /proc/1/ns/${name}.`);
    else if (files && files.kindOf(target) === undefined)
      report(
        'oci-path-missing',
        path,
        `There is no namespace at ${target}: the process it belongs to may have ended.`,
        'warning',
      );
  }
}

/** What is set without the namespace it is kept in would be set on the host. */
const NEEDED: readonly [path: string[], namespace: string, what: string][] = [
  [['hostname'], 'uts', 'hostname'],
  [['domainname'], 'uts', 'domainname'],
  [['linux', 'uidMappings'], 'user', 'uidMappings'],
  [['linux', 'gidMappings'], 'user', 'gidMappings'],
  [['linux', 'timeOffsets'], 'time', 'timeOffsets'],
  [['linux', 'netDevices'], 'network', 'netDevices'],
];

export function checkNeededNamespaces({ config, report }: RuleContext): void {
  const need = (place: Located, type: string, what: string): void => {
    if (hasNamespace(config, type)) return;
    const message = `${what} a ${type} namespace: add { "type": "${type}" } to linux.namespaces.`;
    report('oci-namespace-needed', place, message, 'error', { missing: type });
  };
  for (const [path, namespace, what] of NEEDED) {
    const value = valueAt(config, ...path);
    const isSet = value !== undefined && !(value.kind === 'seq' && value.items.length === 0);
    if (isSet) need(value, namespace, `${what} needs`);
  }
  const mount = itemsOf(valueAt(config, 'mounts'))[0];
  if (mount !== undefined) need(mount, 'mount', 'mounts need');
}
