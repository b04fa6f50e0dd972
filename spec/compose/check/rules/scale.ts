import type { PlacedProblem } from '../../../Problem';
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

/** Both say it, and neither wins. */
function twoScales(service: Located, name: string): PlacedProblem[] {
  const scaleNode = valueAt(service, 'scale');
  const [one, other] = [scaleNode, valueAt(service, 'deploy', 'replicas')].map((node) => parseInteger(textOf(node) ?? ''));
  if (!scaleNode || one === undefined || other === undefined || one === other) return [];
  const message = `Service ${name} is to have ${one} containers by scale and ${other} by deploy.replicas; keep one of them.`;
  return [problem('scale-conflict', scaleNode, message)];
}

/** Two containers cannot have one name. */
function oneName(service: Located, name: string): PlacedProblem[] {
  const nameNode = valueAt(service, 'container_name');
  const count = nameNode ? scaleOf(service) : 1;
  if (!nameNode || count <= 1) return [];
  const message = `Service ${name} has a container_name, so it cannot have ${count} containers.`;
  return [problem('scale-conflict', nameNode, message)];
}

export const scale: ServiceRule = (service, name) => [...oneName(service, name), ...twoScales(service, name)];
