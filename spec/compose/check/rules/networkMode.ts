import { valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** Either the network namespace of something else, or networks of its own. */
export const networkMode: ServiceRule = (service, name) => {
  const mode = valueAt(service, 'network_mode');
  const networks = mode && valueAt(service, 'networks');
  if (networks?.kind !== 'map' || networks.entries.size === 0) return [];
  return [problem('network-conflict', mode ?? networks, `Service ${name} has both network_mode and networks; keep one of them.`)];
};
