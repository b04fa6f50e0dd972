import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Candidate, Place } from '../Source';

const ANCHOR = /(?:^|[\s[{,:-])&([^\s,[\]{}]+)/gm;
/** Anchors are not looked for in more text than this. */
const MAX_CHARACTERS = 1024 * 1024;

/** At the end of a line: it is at the mapping or list below. */
const OPEN_ANCHOR = /(?:^|[\s:-])&([^\s,[\]{}]+)[ \t]*(?:#.*)?$/;
const MAX_LINES = 2000;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Anchors of what the cursor is in: it cannot hold itself. */
function anchorsAround({ context: { document }, cursor, line, before }: Place): Set<string> {
  const around = new Set<string>();
  let limit = before.trim() === '' ? cursor.column : indentOf(before);
  for (let at = line - 1; at >= 0 && at > line - MAX_LINES && limit > 0; at--) {
    const text = document.lineAt(at);
    if (/^\s*(?:#|$)/.test(text) || indentOf(text) >= limit) continue;
    limit = indentOf(text);
    const [, name] = OPEN_ANCHOR.exec(text) ?? [];
    if (name !== undefined) around.add(name);
  }
  return around;
}

/** Anchors before the cursor: an alias stands only for one of those. */
function anchorsBefore(place: Place): string[] {
  const { document } = place.context;
  const end = document.offsetAt({ line: place.line, character: 0 });
  const text = document.text.slice(Math.max(0, end - MAX_CHARACTERS), end);
  if (!text.includes('&')) return [];
  const around = anchorsAround(place);
  return [...new Set([...text.matchAll(ANCHOR)].map(([, name = '']) => name))].filter((name) => !around.has(name));
}

/** After `*` only an alias can stand, and after `<<:` hardly anything else does. */
export function aliases(place: Place): Candidate[] | undefined {
  const { cursor } = place;
  const isMerge = cursor.path.includes('<<');
  if (cursor.quote || (!cursor.prefix.startsWith('*') && !isMerge)) return undefined;
  return anchorsBefore(place).map((name) => ({
    label: `*${name}`,
    kind: CompletionItemKind.Reference,
    insert: { kind: 'part', text: `*${name}`, column: cursor.column },
    about: { text: `What is written at \`&${name}\`.` },
  }));
}

/** `<<` takes over the keys of a mapping with an anchor. */
export function mergeKeys(place: Place): Candidate[] {
  const { cursor } = place;
  if (cursor.style === 'flow' || cursor.quote || cursor.siblings.has('<<')) return [];
  return anchorsBefore(place).map((name) => ({
    label: `<<: *${name}`,
    kind: CompletionItemKind.Reference,
    insert: { kind: 'part', text: `<<: *${name}`, column: cursor.column },
    about: { text: `Takes over the keys of what is written at \`&${name}\`; those written here win.` },
    order: '4',
  }));
}
