import { resolve } from 'node:path';
import { textOf, valueAt } from '../../spec/yaml/Located';
import type { Located, LocatedMap } from '../../spec/yaml/Located';

function pathsOf(item: Located): string[] {
  const path = item.kind === 'map' ? valueAt(item, 'path') : item;
  const nodes = path?.kind === 'seq' ? path.items : path ? [path] : [];
  return nodes.flatMap((node) => {
    const text = textOf(node);
    return text === undefined ? [] : [resolve(node.origin.baseDir, text)];
  });
}

/** The files whose services are those of the project, in the order they are merged: its own, and behind them what they include. */
export function mergedFiles(own: readonly string[], roots: ReadonlyMap<string, LocatedMap>): ReadonlySet<string> {
  const found = new Set(own);
  // A set goes on with what is added to it meanwhile.
  for (const file of found) {
    const include = valueAt(roots.get(file), 'include');
    if (include?.kind === 'seq') for (const path of include.items.flatMap(pathsOf)) found.add(path);
  }
  return found;
}
