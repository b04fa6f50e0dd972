import { dirname, relative } from 'node:path';
import { InlayHintKind } from 'vscode-languageserver/node';
import type { InlayHint } from 'vscode-languageserver/node';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedMap } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from '../edits/stepsAt';

const MAX_HINTS = 500;
const MAX_LENGTH = 40;

/** Of a value here and what another file says at its place; nothing when both say the same, or add to each other. */
type LabelOf = (here: Located, there: Located) => string | undefined;

const short = (node: Located): string =>
  node.kind === 'scalar' ? (node.value === null ? 'nothing' : String(node.value).slice(0, MAX_LENGTH)) : 'another value';

function differ(one: Located, other: Located): boolean {
  return one.kind === 'scalar' && other.kind === 'scalar' && String(one.value) !== String(other.value);
}

/** In a file that is merged over another: what a value is there. */
const was: LabelOf = (here, there) =>
  differ(here, there) && there.kind === 'scalar' && there.value !== null ? `was ${short(there)}` : undefined;

/** In a file that another is merged over: what becomes of a value. */
const becomes =
  (name: string): LabelOf =>
  (here, there) => {
    if (there.tag === 'reset') return `taken away by ${name}`;
    if (there.tag === 'override' || differ(here, there)) return `overridden by ${name}: ${short(there)}`;
    return undefined;
  };

/** Compares all that is in a range of this file with another file of its project. */
function compare(
  document: SpecDocument,
  other: LocatedMap,
  [from, to]: readonly [number, number],
  labelOf: LabelOf,
): InlayHint[] {
  const hints: InlayHint[] = [];
  const visit = (node: Located, beside: Located): void => {
    if (node.kind !== 'map' || beside.kind !== 'map') return;
    for (const { entry, node: value, span } of stepsIn(document, node)) {
      const there = entry && beside.entries.get(entry.key)?.value;
      if (!entry || !there || span[1] < from || span[0] > to || hints.length >= MAX_HINTS) continue;
      const label = labelOf(value, there);
      if (label === undefined) {
        visit(value, there);
        continue;
      }
      // Behind a value of several lines nobody would look for it.
      const isBlock = document.rangeOf(value).start.line !== document.rangeOfKey(entry).start.line;
      const end = isBlock ? rangeInFile({ origin: entry.keyOrigin, range: entry.keyRange })[1] + 1 : rangeInFile(value)[1];
      hints.push({ position: document.rangeOfOffsets([end, end]).end, label, kind: InlayHintKind.Type, paddingLeft: true });
    }
  };
  if (document.root) visit(document.root, other);
  return hints;
}

/** In a project of several files: what a value was in the files before this one, and what those behind it make of it. */
export function overrideHints(document: SpecDocument, range: readonly [number, number]): InlayHint[] {
  const files = document.projectFiles;
  const own = files.indexOf(document.path);
  if (own < 0) return [];
  return files.flatMap((file, index) => {
    const root = index === own ? undefined : document.roots.get(file);
    if (!root) return [];
    return compare(document, root, range, index < own ? was : becomes(relative(dirname(document.path), file)));
  });
}
