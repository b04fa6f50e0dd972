import { dirname } from 'node:path';
import type { LocatedMap, Place } from '../yaml/Located';
import type { LoadContext } from './LoadContext';
import { report, takeFile } from './LoadContext';
import { prepareTree } from './prepareTree';

/** One file: read, parsed, interpolated, checked against the vocabulary, in canonical form. Not yet merged with anything. */
export function loadFile(
  context: LoadContext,
  path: string,
  baseDir: string | undefined,
  usedBy?: Place,
): LocatedMap | undefined {
  const text = takeFile(context, path, usedBy);
  if (text === undefined) return undefined;
  if (text.includes('!')) context.cache.mayHaveTags = true;
  const { root, problems } = context.cache.file(path, baseDir ?? dirname(path)).parse(text);
  context.problems.push(...problems);
  if (!root) return undefined;
  if (root.kind !== 'map') {
    report(context, 'project-not-mapping', root, 'A Compose file is a mapping with keys such as services.');
    return undefined;
  }
  const prepared = prepareTree(context.cache, root, text, context.lookup);
  context.problems.push(...prepared.problems);
  context.cache.trees.set(path, prepared.interpolated);
  return prepared.canonical;
}
