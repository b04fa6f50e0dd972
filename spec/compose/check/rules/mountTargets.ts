import { plainValue, textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseVolume } from '../../shortForms/parseVolume';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

function itemsOf(service: Located, key: string): Located[] {
  const node = valueAt(service, key);
  return node?.kind === 'seq' ? node.items : [];
}

interface Target {
  target: string;
  node: Located;
  list: 'volumes' | 'tmpfs';
}

function targetsOf(service: Located): Target[] {
  const volumes = itemsOf(service, 'volumes').flatMap((node) => {
    const volume = parseVolume(node);
    const isUnknown = node.kind === 'scalar' && node.hasUnsetVariable === true;
    return typeof volume === 'string' || isUnknown ? [] : [{ target: volume.target, node, list: 'volumes' as const }];
  });
  const tmpfs = itemsOf(service, 'tmpfs').flatMap((node) => {
    const target = textOf(node)?.split(':', 1)[0];
    return target ? [{ target, node, list: 'tmpfs' as const }] : [];
  });
  return [...volumes, ...tmpfs];
}

const isSame = (one: Target, other: Target): boolean =>
  one.list === other.list && JSON.stringify(plainValue(one.node)) === JSON.stringify(plainValue(other.node));

/** Of two mounts at one place only the later would be seen; engines refuse that. */
export const mountTargets: ServiceRule = (service, name) => {
  const seen = new Map<string, Target>();
  return targetsOf(service).flatMap((mount) => {
    const path = mount.target.replace(/(?!^)\/+$/, '');
    const first = seen.get(path);
    if (!first) seen.set(path, mount);
    // Of the same written twice that is said already.
    if (!first || isSame(first, mount)) return [];
    return [problem('mount-duplicate', mount.node, `Service ${name} mounts twice at ${path}; keep one of the mounts.`)];
  });
};
