import { textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

export const containerNames: ProjectRule = (services) => {
  const owners = new Map<string, string>();
  return [...services.entries.values()].flatMap(({ key, value }) => {
    const node = valueAt(value, 'container_name');
    const name = textOf(node);
    if (!node || name === undefined || (node.kind === 'scalar' && node.hasUnsetVariable)) return [];
    const owner = owners.get(name);
    if (owner === undefined) owners.set(name, key);
    return owner === undefined
      ? []
      : [problem('container-name-duplicate', node, `Services ${owner} and ${key} both name their container '${name}'.`)];
  });
};
