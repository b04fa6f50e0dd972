import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { ownNamespaces } from './namespaceRules';
import { integerOf, itemsOf, type RuleContext } from './Rule';

const LISTS = ['uidMappings', 'gidMappings'] as const;
/** Lines of `uid_map` that the kernel takes (`UID_GID_MAP_MAX_EXTENTS`). */
const MAX_LINES = 340;

interface Extent {
  node: Located;
  start: bigint;
  end: bigint;
}

/** user_namespaces(7): no two lines may overlap, on either side. */
export function checkIdMappings({ config, report }: RuleContext): void {
  for (const name of LISTS) {
    const list = valueAt(config, 'linux', name);
    const mappings = itemsOf(list);
    if (list !== undefined && mappings.length > MAX_LINES)
      report('oci-mapping-invalid', list, `${name} has ${mappings.length} ranges; the kernel takes ${MAX_LINES} at most.`);
    for (const side of ['containerID', 'hostID'] as const) reportOverlaps(name, side, mappings, report);
    for (const mapping of mappings) {
      const size = valueAt(mapping, 'size');
      if (size !== undefined && integerOf(size) === 0n)
        report('oci-mapping-invalid', size, `A range of ${name} has at least one id.`);
    }
  }
  checkUserNamespace({ config, report });
}

function reportOverlaps(name: string, side: string, mappings: Located[], report: RuleContext['report']): void {
  const extents = mappings.flatMap((mapping): Extent[] => {
    const node = valueAt(mapping, side);
    const start = integerOf(node);
    const size = integerOf(valueAt(mapping, 'size'));
    return node === undefined || start === undefined || size === undefined ? [] : [{ node, start, end: start + size }];
  });
  const sorted = extents.sort((a, b) => (a.start < b.start ? -1 : 1));
  sorted.forEach(({ node, start }, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && start < before.end)
      report(
        'oci-mapping-overlap',
        node,
        `${name}: ${side} ${start} lies in the range ${before.start} to ${before.end - 1n} of another entry; the kernel refuses ranges that overlap.`,
      );
  });
}

function checkUserNamespace({ config, report }: Pick<RuleContext, 'config' | 'report'>): void {
  if (!ownNamespaces(config).has('user')) return;
  const namespaces = valueAt(config, 'linux', 'namespaces');
  for (const name of LISTS)
    if (namespaces !== undefined && itemsOf(valueAt(config, 'linux', name)).length === 0)
      report(
        'oci-mapping-missing',
        namespaces,
        `A new user namespace without ${name} has no id that can be used, unless the runtime finds some: add linux.${name}.`,
        'warning',
      );
}
