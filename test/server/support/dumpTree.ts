import { keyPlace, rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';

/** A tree as plain data with the places in the file, to compare trees that were made in different ways. */
export function dumpTree(node: Located | undefined): unknown {
  if (!node) return undefined;
  const range = rangeInFile(node);
  if (node.kind === 'scalar') return [range, node.value, node.source, node.isQuoted, node.tag];
  if (node.kind === 'seq') return [range, node.tag, node.items.map((item) => dumpTree(item))];
  return [
    range,
    node.tag,
    [...node.entries.values()].map((entry) => [entry.key, rangeInFile(keyPlace(entry)), dumpTree(entry.value)]),
  ];
}
