import { keyPlace, rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';

/** Where the content of a range ends: the library counts blank lines and comments after a collection differently from case to case. */
function contentEnd(text: string, [start, end]: [number, number]): number {
  let content = text.slice(start, end).trimEnd();
  for (let last = lastLine(content); last.startsWith('#') && content.includes('\n'); last = lastLine(content))
    content = content.slice(0, content.lastIndexOf('\n')).trimEnd();
  return start + content.length;
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1).trimStart();

/** A tree as plain data with the places in the file, to compare trees that were made in different ways. */
export function dumpTree(node: Located | undefined, text: string): unknown {
  if (!node) return undefined;
  const [start] = rangeInFile(node);
  const range = [start, contentEnd(text, rangeInFile(node))];
  if (node.kind === 'scalar') return [range, node.value, node.source, node.isQuoted, node.tag];
  if (node.kind === 'seq') return [range, node.tag, node.items.map((item) => dumpTree(item, text))];
  return [
    range,
    node.tag,
    [...node.entries.values()].map((entry) => [entry.key, rangeInFile(keyPlace(entry)), dumpTree(entry.value, text)]),
  ];
}
