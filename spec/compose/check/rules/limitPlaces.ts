import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseBytes, parseInteger, parseNumber } from '../../units';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

const LIMITS: readonly [own: string, deploy: readonly [string, string], parse: (text: string) => number | undefined][] = [
  ['mem_limit', ['limits', 'memory'], parseBytes],
  ['cpus', ['limits', 'cpus'], parseNumber],
  ['pids_limit', ['limits', 'pids'], parseInteger],
  ['mem_reservation', ['reservations', 'memory'], parseBytes],
];

/** The same limit under the service and under `deploy`: both may be given only when they agree. */
export const limitPlaces: ServiceRule = (service) => {
  const resources = valueAt(service, 'deploy', 'resources');
  if (!resources) return [];
  return LIMITS.flatMap(([own, deploy, parse]) => {
    const amount = (node: Located | undefined): number | undefined => parse(textOf(node) ?? '');
    const node = valueAt(service, own);
    const [here, there] = [amount(node), amount(valueAt(resources, ...deploy))];
    if (!node || here === undefined || there === undefined || here === there) return [];
    return [problem('limit-conflict', node, `${own} and deploy.resources.${deploy.join('.')} differ; keep one of them.`)];
  });
};
