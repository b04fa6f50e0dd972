import { CAPABILITY_NAMES, normalizeCapability } from '../../../host/capabilityNames';
import { textOf, valueAt } from '../../../yaml/Located';
import { closest } from '../closest';
import type { ServiceRule } from './Rule';

const SHORT_NAMES = CAPABILITY_NAMES.map((name) => name.slice('CAP_'.length));

export const capabilities: ServiceRule = (service) =>
  ['cap_add', 'cap_drop'].flatMap((key) => {
    const node = valueAt(service, key);
    if (node?.kind !== 'seq') return [];
    return node.items.flatMap((item) => {
      const text = textOf(item);
      const isUnknown = item.kind === 'scalar' && item.hasUnsetVariable === true;
      if (text === undefined || isUnknown || text.toUpperCase() === 'ALL') return [];
      if (CAPABILITY_NAMES.includes(normalizeCapability(text))) return [];
      const meant = closest(text.toUpperCase().replace(/^CAP_/, ''), SHORT_NAMES);
      const advice = meant ? `; did you mean ${meant}?` : '. See capabilities(7).';
      return [
        {
          code: 'capability-unknown',
          severity: 'error',
          message: `${key}: Linux has no capability '${text.slice(0, 60)}'${advice}`,
          place: { origin: item.origin, range: item.range },
          ...(meant ? { replacement: meant } : {}),
        },
      ];
    });
  });
