import { valueAt } from '../../../yaml/Located';
import { parseVolume } from '../../shortForms/parseVolume';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

const AVAILABLE: readonly string[] = ['bind', 'volume', 'tmpfs'];

export const mountTypes: ServiceRule = (service) => {
  const volumes = valueAt(service, 'volumes');
  if (volumes?.kind !== 'seq') return [];
  return volumes.items.flatMap((item) => {
    // The short form has no others.
    const volume = item.kind === 'map' ? parseVolume(item) : '';
    if (typeof volume === 'string' || AVAILABLE.includes(volume.type)) return [];
    const message = `Mount at ${volume.target}: type ${volume.type} is not available; use bind, volume or tmpfs.`;
    return [problem('mount-unsupported', item, message)];
  });
};
