import type { OpenDocument } from '../documents/OpenDocument';
import { yamlTokens } from '../../spec/yaml/yamlTokens';
import type { NamePlace } from './Occurrence';

/** The anchors of a text, each with the aliases that stand for it: an alias means the last anchor of its name before it. */
function anchorGroups(file: string, text: string): NamePlace[][] {
  const groups: NamePlace[][] = [];
  const current = new Map<string, NamePlace[]>();
  for (const { type, start, end } of yamlTokens(text)) {
    if (type !== 'anchor' && type !== 'alias') continue;
    const name = text.slice(start + 1, end);
    const place: NamePlace = { name, isDefinition: type === 'anchor', file, range: [start + 1, end] };
    if (place.isDefinition) {
      const group = [place];
      current.set(name, group);
      groups.push(group);
    } else current.get(name)?.push(place);
  }
  return groups;
}

const MAX_NAME = 256;
const known = new WeakMap<OpenDocument, NamePlace[][]>();

/** Whether the word an offset is in begins as anchors and aliases do: looking for them all costs more. */
function mayBeAnchor(text: string, offset: number): boolean {
  for (let at = offset; at >= 0 && at > offset - MAX_NAME; at--) {
    const character = text.charAt(at);
    if (character === '&' || character === '*') return true;
    if (at < offset && /\s/.test(character)) return false;
  }
  return false;
}

function groupsOf(document: OpenDocument): NamePlace[][] {
  const groups = known.get(document) ?? anchorGroups(document.path, document.text);
  known.set(document, groups);
  return groups;
}

export function anchorNames(document: OpenDocument): Set<string> {
  return new Set(groupsOf(document).flatMap(([anchor]) => anchor?.name ?? []));
}

/** Whether an alias of a name means the same wherever it stands behind its anchor. */
export function isAnchoredOnce(document: OpenDocument, name: string): boolean {
  return groupsOf(document).filter(([anchor]) => anchor?.name === name).length === 1;
}

/** The aliases that are written in a part of the text, in order. */
export function aliasesWithin(document: OpenDocument, [from, to]: readonly [number, number]): NamePlace[] {
  return groupsOf(document)
    .flatMap((group) => group.filter(({ isDefinition, range: [start, end] }) => !isDefinition && start > from && end <= to))
    .sort((a, b) => a.range[0] - b.range[0]);
}

/** The anchor or alias an offset is in, and all of its group. */
export function anchorAt(document: OpenDocument, offset: number): { here: NamePlace; all: NamePlace[] } | undefined {
  if (!mayBeAnchor(document.text, offset)) return undefined;
  for (const all of groupsOf(document)) {
    const here = all.find(({ range: [start, end] }) => start - 1 <= offset && offset <= end);
    if (here) return { here, all };
  }
  return undefined;
}
