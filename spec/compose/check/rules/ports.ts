import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parsePort } from '../../shortForms/parsePort';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

interface Published {
  service: string;
  /** May be switched off, so two of them need not meet. */
  hasProfiles: boolean;
  hostIp: string;
  node: Located;
}

const ANY = ['', '0.0.0.0', '::'];

const meet = (a: string, b: string): boolean => a === b || ANY.includes(a) || ANY.includes(b);

/** Two services cannot listen on one port of the host. A range to choose from leaves a way out. */
export const ports: ProjectRule = (services) => {
  const taken = new Map<string, Published[]>();
  return [...services.entries.values()].flatMap(({ key: service, value }) => {
    const items = valueAt(value, 'ports');
    if (items?.kind !== 'seq') return [];
    const profiles = valueAt(value, 'profiles');
    const hasProfiles = profiles?.kind === 'seq' && profiles.items.length > 0;
    return items.items.flatMap((node) => {
      const parsed = parsePort(node);
      const isUnknown = node.kind === 'scalar' && node.hasUnsetVariable === true;
      if (typeof parsed === 'string' || isUnknown || textOf(valueAt(node, 'mode')) === 'ingress') return [];
      const clash = parsed.flatMap(({ published, protocol, hostIp = '' }) => {
        if (published === undefined || published.includes('-')) return [];
        const id = `${published}/${protocol}`;
        const others = taken.get(id) ?? [];
        taken.set(id, [...others, { service, hasProfiles, hostIp, node }]);
        const other = others.find((one) => one.node !== node && meet(one.hostIp, hostIp));
        return other ? [{ other, id }] : [];
      })[0];
      if (!clash) return [];
      const { other, id } = clash;
      const isCertain = !hasProfiles && !other.hasProfiles;
      const by = other.service === service ? 'also by another entry of it' : `also by service ${other.service}`;
      const message = `Port ${id} of the host is published by service ${service} and ${by}: only one can have it.`;
      return [problem('port-duplicate', node, message, isCertain ? 'error' : 'information')];
    });
  });
};
