import { dirname, join, resolve } from 'node:path';
import { plainValue, textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedEntry, LocatedMap } from '../yaml/Located';
import type { LoadContext } from './LoadContext';
import { report, takeFile } from './LoadContext';
import { loadFile } from './loadFile';
import { mergeTrees } from './mergeTrees';
import { resolveExtends } from './resolveExtends';
import { SECTIONS } from './vocabulary/ValueType';
import type { Section } from './vocabulary/ValueType';

const MAX_INCLUDE_DEPTH = 16;

function listOf(node: Located | undefined): Located[] {
  if (!node) return [];
  return node.kind === 'seq' ? node.items : [node];
}

/** A project's files, included projects, and what services extend: one tree. Later files are merged over earlier ones. */
export function loadTree(
  context: LoadContext,
  files: string[],
  baseDir: string | undefined,
  usedBy?: Located,
  chain: readonly string[] = [],
): LocatedMap | undefined {
  let tree: LocatedMap | undefined;
  const base = baseDir ?? dirname(files[0] ?? '/');
  for (const path of files) {
    const root = loadFile(context, path, base, usedBy);
    if (!root) continue;
    const extended = resolveExtends(context, root);
    const complete = applyIncludes(context, extended, [...chain, path]);
    const merged: Located = tree ? mergeTrees(tree, complete, [], context.cache.merged) : complete;
    if (merged.kind === 'map') tree = merged;
  }
  return tree;
}

function applyIncludes(context: LoadContext, root: LocatedMap, chain: readonly string[]): LocatedMap {
  let tree = root;
  for (const item of listOf(valueAt(root, 'include'))) {
    const included = loadInclude(context, item, chain);
    if (included) tree = addSections(context, tree, included, item);
  }
  const entries = new Map(tree.entries);
  entries.delete('include');
  return { ...tree, entries };
}

/** An included project has a directory and an `.env` of its own, but the outer environment wins. */
function loadInclude(context: LoadContext, item: Located, chain: readonly string[]): LocatedMap | undefined {
  const { baseDir } = item.origin;
  const paths = listOf(item.kind === 'map' ? valueAt(item, 'path') : item).map((node) => resolve(baseDir, textOf(node) ?? ''));
  const [first] = paths;
  if (first === undefined) return undefined;
  if (paths.some((path) => chain.includes(path)) || chain.length > MAX_INCLUDE_DEPTH) {
    report(context, 'include-cycle', item, `Files include each other in a circle: ${[...chain, first].join(' → ')}.`);
    return undefined;
  }
  const directoryText = textOf(valueAt(item, 'project_directory'));
  const directory = directoryText === undefined ? dirname(first) : resolve(baseDir, directoryText);
  const envFiles = listOf(valueAt(item, 'env_file'));
  const sources =
    envFiles.length > 0
      ? envFiles.map((node) => ({ path: resolve(baseDir, textOf(node) ?? ''), node }))
      : [{ path: join(directory, '.env'), node: undefined }];
  const texts = sources.flatMap(({ path, node }) => {
    const text = node ? takeFile(context, path, node) : context.readFile(path);
    return text === undefined ? [] : [{ path, text }];
  });
  const { lookup, problems } = context.cache.variables.get(directory, texts, context.lookup);
  context.problems.push(...problems);
  return loadTree({ ...context, lookup }, paths, directory, item, chain);
}

/** What both say in the same words is no conflict: files that are run alone have networks that they share. Paths mean the same below one directory only. */
const isSame = (section: Section, one: Located, other: Located): boolean =>
  (section === 'networks' || section === 'volumes' || one.origin.baseDir === other.origin.baseDir) &&
  JSON.stringify(plainValue(one)) === JSON.stringify(plainValue(other));

/**
 * As compose-go does since 2.10, also where an earlier include is merged over a later one; the text of the specification still
 * has it that nothing is merged, and before Docker refused it. Told in the file that includes: the others are right by themselves.
 */
function mergedOver(
  context: LoadContext,
  item: Located,
  path: [section: Section, name: string],
  included: LocatedEntry,
  own: LocatedEntry,
): LocatedEntry {
  const [section, name] = path;
  const isOwn = own.keyOrigin.file === item.origin.file;
  const [there, here] = [included.keyOrigin.file, own.keyOrigin.file];
  const what = isOwn
    ? `is also in the included ${there}, and is merged over that one`
    : `is in the included ${here} and in ${there}, and the former is merged over the latter`;
  report(
    context,
    'include-conflict',
    isOwn ? { origin: own.keyOrigin, range: own.keyRange } : item,
    `'${name}' in ${section} ${what}, which Docker Compose before 5.0 refuses: put what differs into a file that include.path names after the other.`,
    'warning',
  );
  return { ...own, value: mergeTrees(included.value, own.value, path, context.cache.merged) };
}

/** `item` of `include` names what is included. */
function addSections(context: LoadContext, tree: LocatedMap, included: LocatedMap, item: Located): LocatedMap {
  const entries = new Map(tree.entries);
  for (const section of SECTIONS) {
    const theirs = included.entries.get(section);
    if (theirs?.value.kind !== 'map') continue;
    const ours = entries.get(section);
    if (ours?.value.kind !== 'map') {
      entries.set(section, theirs);
      continue;
    }
    const both = new Map(theirs.value.entries);
    for (const [name, entry] of ours.value.entries) {
      const other = both.get(name);
      const differs = other && other.keyOrigin.file !== entry.keyOrigin.file && !isSame(section, other.value, entry.value);
      both.set(name, differs ? mergedOver(context, item, [section, name], other, entry) : entry);
    }
    entries.set(section, { ...ours, value: { ...ours.value, entries: both } });
  }
  return { ...tree, entries };
}
