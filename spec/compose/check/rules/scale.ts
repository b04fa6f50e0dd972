import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseInteger } from '../../units';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** How many containers a service is to have. */
export function scaleOf(service: Located): number {
  const given = (...path: string[]): number | undefined => parseInteger(textOf(valueAt(service, ...path)) ?? '');
  return given('scale') ?? given('deploy', 'replicas') ?? 1;
}

/** Two containers cannot have one name. */
export const scale: ServiceRule = (service, name) => {
  const nameNode = valueAt(service, 'container_name');
  const count = nameNode ? scaleOf(service) : 1;
  if (!nameNode || count <= 1) return [];
  const message = `Service ${name} has a container_name, so it cannot have ${count} containers.`;
  return [problem('scale-conflict', nameNode, message)];
};
