import { keyPlace, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { sysctlNamespace } from '../sysctlRows';
import { hasNamespace } from './namespaceRules';
import { checkEnvironment } from './processRules';
import { entriesOf, integerOf, itemsOf, stringOf, type RuleContext } from './Rule';

/** Settings exist once per namespace or once for the host; those of the host are not a container's to change. A namespace that is joined is one whoever made it lets the container share, as pods do. */
export function checkSysctls({ config, report }: RuleContext): void {
  for (const entry of entriesOf(valueAt(config, 'linux', 'sysctl'))) {
    const name = entry.key.replaceAll('/', '.');
    const namespace = name === 'kernel.hostname' ? 'uts' : sysctlNamespace(name);
    if (namespace === undefined)
      report('oci-sysctl-host', keyPlace(entry), `sysctl '${entry.key}' is not kept per namespace: it would change the host.`);
    else if (!hasNamespace(config, namespace))
      report(
        'oci-sysctl-host',
        keyPlace(entry),
        `sysctl '${entry.key}' needs { "type": "${namespace}" } in linux.namespaces, or it changes the host.`,
      );
  }
}

export function checkProtectedPaths({ config, report }: RuleContext): void {
  for (const list of ['maskedPaths', 'readonlyPaths'])
    for (const item of itemsOf(valueAt(config, 'linux', list))) {
      const path = stringOf(item);
      if (path !== undefined && !path.startsWith('/'))
        report('oci-path-relative', item, `'${path}' is not absolute: ${list} are paths from the root of the container.`);
    }
}

export function checkDevices({ config, report }: RuleContext): void {
  const seen = new Set<string>();
  for (const device of itemsOf(valueAt(config, 'linux', 'devices'))) {
    const place = valueAt(device, 'path');
    const path = stringOf(place);
    if (place !== undefined && path !== undefined) {
      if (!path.startsWith('/'))
        report('oci-path-relative', place, `'${path}' is not absolute: a device is a path from the root of the container.`);
      if (seen.has(path))
        report('oci-device-duplicate', place, `There is a device at ${path} already; a runtime refuses a second.`);
      seen.add(path);
    }
    checkNumbers(device, report);
  }
}

/** The kernel keeps 12 bits of the one and 20 of the other. */
const LAST_NUMBERS = { major: 2n ** 12n - 1n, minor: 2n ** 20n - 1n };

function checkNumbers(device: Located, report: RuleContext['report']): void {
  const type = stringOf(valueAt(device, 'type'));
  if (type === undefined || type === 'p') return;
  for (const [key, last] of Object.entries(LAST_NUMBERS)) {
    const place = valueAt(device, key);
    const number = integerOf(place);
    if (number === undefined) {
      report('oci-device-number', device, 'A character or block device needs major and minor.');
      return;
    }
    if (place !== undefined && (number < 0n || number > last))
      report('oci-device-number', place, `${key} ${number} is no number of a device: expected 0 to ${last}.`);
  }
}

/** Programs that a runtime starts on the host. */
export function checkHooks({ config, files, report }: RuleContext): void {
  for (const { key, value } of entriesOf(valueAt(config, 'hooks')))
    for (const hook of itemsOf(value)) {
      checkEnvironment(valueAt(hook, 'env'), report);
      const place = valueAt(hook, 'path');
      const path = stringOf(place);
      if (place === undefined || path === undefined) continue;
      if (!path.startsWith('/')) {
        report('oci-path-relative', place, `'${path}' is not absolute: a hook is named by its whole path.`);
        continue;
      }
      // This one is looked up in the container.
      if (key === 'startContainer' || !files) continue;
      const kind = files.kindOf(path);
      if (kind === undefined) report('oci-path-missing', place, `There is no program ${path}.`, 'warning');
      else if (kind !== 'executable') report('oci-program-mode', place, `${path} is not executable.`, 'warning');
    }
}
