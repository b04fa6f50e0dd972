import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Candidate, Place } from '../Source';

const ANCHOR = /(?:^|[\s[{,:-])&([^\s,[\]{}]+)/gm;
/** Anchors are not looked for in more text than this. */
const MAX_CHARACTERS = 1024 * 1024;

/** Anchors before the cursor: an alias stands only for one of those. */
function anchorsBefore({ context, line }: Place): string[] {
  const { document } = context;
  const end = document.offsetAt({ line, character: 0 });
  const text = document.text.slice(Math.max(0, end - MAX_CHARACTERS), end);
  return text.includes('&') ? [...new Set([...text.matchAll(ANCHOR)].map(([, name = '']) => name))] : [];
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
    order: '2',
  }));
}
