import { closest } from '../../compose/check/closest';
import { CAPABILITY_NAMES } from '../../host/capabilityNames';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { entriesOf, itemsOf, stringOf, type RuleContext } from './Rule';

/** capabilities(7): what the kernel refuses, and what execve takes away again. */
const SUBSETS: readonly [set: string, of: string, severity: 'error' | 'warning' | 'information', effect: string][] = [
  ['effective', 'permitted', 'error', 'the kernel refuses that'],
  ['ambient', 'permitted', 'error', 'the kernel refuses that'],
  // What `runc spec` itself writes.
  ['ambient', 'inheritable', 'information', 'it cannot be raised and is left out'],
  ['permitted', 'bounding', 'warning', 'execve takes it away'],
];

export function checkCapabilities({ config, report }: RuleContext): void {
  const sets = valueAt(config, 'process', 'capabilities');
  for (const { value } of entriesOf(sets)) for (const item of itemsOf(value)) checkCapabilityName(item, report);
  for (const [set, of, severity, effect] of SUBSETS) {
    const names = new Set(itemsOf(valueAt(sets, of)).map(stringOf));
    for (const item of itemsOf(valueAt(sets, set))) {
      const name = stringOf(item);
      if (name === undefined || names.has(name) || !CAPABILITY_NAMES.includes(name)) continue;
      report('oci-capability-subset', item, `${name} is in ${set} but not in ${of}: ${effect}.`, severity);
    }
  }
}

export function checkCapabilityName(item: Located, report: RuleContext['report']): void {
  const name = stringOf(item);
  if (name === undefined || CAPABILITY_NAMES.includes(name)) return;
  const meant = CAPABILITY_NAMES.find((known) => known === `CAP_${name.toUpperCase()}`) ?? closest(name, CAPABILITY_NAMES);
  report(
    'oci-capability-unknown',
    item,
    `There is no capability '${name}'${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    'error',
    { replacement: meant && `"${meant}"` },
  );
}
