import { join } from 'node:path';
import { textOf, valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { resolvePath } from './normalize/environment';

/** Files with variables that a project is made of: `.env`, and those of `env_file` and `label_file`. Each once. */
export function envFilesOf(directory: string, tree: Located | undefined, env: Record<string, string | undefined>): string[] {
  const services = valueAt(tree, 'services');
  const paths = new Set([join(directory, '.env')]);
  for (const { value } of services?.kind === 'map' ? services.entries.values() : [])
    for (const key of ['env_file', 'label_file']) {
      const list = valueAt(value, key);
      for (const item of list?.kind === 'seq' ? list.items : []) {
        const node = item.kind === 'map' ? valueAt(item, 'path') : item;
        const text = textOf(node);
        const isRaw = textOf(valueAt(item, 'format')) === 'raw';
        if (node && text !== undefined && !isRaw) paths.add(resolvePath({ env }, node, text));
      }
    }
  return [...paths];
}
