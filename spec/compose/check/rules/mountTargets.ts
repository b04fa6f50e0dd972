import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseVolume } from '../../shortForms/parseVolume';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

function itemsOf(service: Located, key: string): Located[] {
  const node = valueAt(service, key);
  return node?.kind === 'seq' ? node.items : [];
}

function targetsOf(service: Located): { target: string; node: Located }[] {
  const volumes = itemsOf(service, 'volumes').flatMap((node) => {
    const volume = parseVolume(node);
    const isUnknown = node.kind === 'scalar' && node.hasUnsetVariable === true;
    return typeof volume === 'string' || isUnknown ? [] : [{ target: volume.target, node }];
  });
  const tmpfs = itemsOf(service, 'tmpfs').flatMap((node) => {
    const target = textOf(node)?.split(':', 1)[0];
    return target ? [{ target, node }] : [];
  });
  return [...volumes, ...tmpfs];
}

/** Of two mounts at one place only the later would be seen; engines refuse that. */
export const mountTargets: ServiceRule = (service, name) => {
  const seen = new Set<string>();
  return targetsOf(service).flatMap(({ target, node }) => {
    const path = target.replace(/(?!^)\/+$/, '');
    const isFirst = !seen.has(path);
    seen.add(path);
    return isFirst ? [] : [problem('mount-duplicate', node, `Service ${name} mounts twice at ${path}; keep one of the mounts.`)];
  });
};
