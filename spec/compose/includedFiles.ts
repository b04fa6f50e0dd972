import { dirname, resolve } from 'node:path';
import { textOf, valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';

/** `include` and what is indented below it, or a list at its own column. */
const SECTION = /^include[ \t]*:.*(?:\r?\n(?:[ \t#-].*)?)*/m;

const listOf = (node: Located | undefined): readonly Located[] => (node?.kind === 'seq' ? node.items : node ? [node] : []);

/** Where a file names those that it includes. */
export function includedNodes(root: Located | undefined): Located[] {
  return listOf(valueAt(root, 'include')).flatMap((item) => (item.kind === 'map' ? listOf(valueAt(item, 'path')) : [item]));
}

/** The file that a text in another one names; what a variable names is not known here. */
export function namedFile(from: string, node: Located): string | undefined {
  const name = textOf(node);
  return name === undefined || name.includes('$') ? undefined : resolve(dirname(from), name);
}

/** The files that one includes, without reading the rest of it: this is asked after every edit of another. */
export function includedFiles(path: string, text: string): string[] {
  const section = SECTION.exec(text)?.[0];
  if (section === undefined) return [];
  return includedNodes(new YamlFile(path, dirname(path)).parse(section).root).flatMap((node) => namedFile(path, node) ?? []);
}
