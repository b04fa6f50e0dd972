import { rangeInFile } from '../../../spec/yaml/Located';
import type { LocatedMap } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { pairOf } from '../../edits/flowOf';
import { isBlock, moved } from '../../edits/rawText';
import { stepsIn } from '../../edits/stepsAt';
import { aliasesWithin } from '../../names/anchors';
import type { AliasSlot } from '../../names/aliasSlot';
import type { Replacement } from './inlineValue';

/** One mapping that is merged, by its alias. */
export interface Merged {
  name: string;
  value: LocatedMap;
  /** Offsets of the alias. */
  range: readonly [number, number];
}

/** All that a list of aliases is, comments apart. */
const ONLY_ALIASES = /^<<\s*:(?:\s+|#.*|\*[^\s,\]]+|[-[\],])+$/;
const COMMENT = /(?:^|[ \t])#.*/g;

/**
 * Keys of one merged mapping in the place of its alias. Keys of the mapping itself and of earlier aliases win over them; what it
 * merges itself goes on being merged, where its alias was.
 */
export function inlineMerge(
  document: SpecDocument,
  all: readonly Merged[],
  index: number,
  { map, merge }: Extract<AliasSlot, { kind: 'merge' }>,
): Replacement | undefined {
  const [start, end] = rangeInFile(merge);
  const one = all[index];
  const written = document.text.slice(start, end).replace(/\r\n/g, '\n');
  if (!one || map.merges?.length !== 1 || !ONLY_ALIASES.test(written)) return undefined;
  const own = stepsIn(document, map).flatMap(({ entry }) => entry?.key ?? []);
  const taken = new Set([...own, ...all.slice(0, index).flatMap(({ value }) => [...value.entries.keys()])]);
  const inner = (one.value.merges ?? []).flatMap((nested) => aliasesWithin(document, rangeInFile(nested)));
  const before = all.slice(0, index).map(({ name }) => name);
  const left = [...before, ...inner.map(({ name }) => name), ...all.slice(index + 1).map(({ name }) => name)];
  const merged = mergeOf(left);
  if (!isBlock(document, map)) {
    const pairs = addedTo(document, one.value, taken)?.map(({ entry }) => entry && pairOf(document, entry));
    if (!pairs || pairs.includes(undefined)) return undefined;
    const parts = [...merged, ...(pairs as string[])];
    return parts.length > 0 ? { range: [start, end], newText: parts.join(', ') } : undefined;
  }
  const column = document.rangeOfOffsets([start, start]).start.character;
  const entries = blockEntries(document, one.value, taken, column);
  if (!entries) return undefined;
  const lineEnd = lineEndAt(document.text, end);
  const comments = [...document.text.slice(start, lineEnd).matchAll(COMMENT)].map(([text]) => text.trim());
  const lines = [...comments, ...merged, ...entries];
  if (lines.length === 0) return wholeLine(document.text, start, lineEnd);
  return { range: [start, lineEnd], newText: lines.join(`\n${' '.repeat(column)}`) };
}

const mergeOf = (names: readonly string[]): string[] => {
  const aliases = [...new Set(names)].map((name) => `*${name}`);
  return aliases.length === 0 ? [] : [`<<: ${aliases.length === 1 ? aliases.join() : `[${aliases.join(', ')}]`}`];
};

/** Its own entries whose keys are not taken. */
function addedTo(document: SpecDocument, value: LocatedMap, taken: ReadonlySet<string>): ReturnType<typeof stepsIn> | undefined {
  const steps = stepsIn(document, value);
  const isWritten = steps.length === value.entries.size || (value.merges ?? []).length > 0;
  return isWritten && value.entries.size > 0 ? steps.filter(({ entry }) => entry && !taken.has(entry.key)) : undefined;
}

/** Each with the comments above it, and that behind it. */
function blockEntries(
  document: SpecDocument,
  value: LocatedMap,
  taken: ReadonlySet<string>,
  column: number,
): string[] | undefined {
  const added = addedTo(document, value, taken);
  if (!isBlock(document, value)) {
    const pairs = added?.map(({ entry }) => entry && pairOf(document, entry));
    return pairs?.includes(undefined) ? undefined : (pairs as string[] | undefined);
  }
  return added?.map(({ span }) => {
    const from = document.rangeOfOffsets(span).start.character;
    const start = commentsAbove(document.text, span[0], rangeInFile(value)[0]);
    const text = document.text.slice(start, lineEndAt(document.text, span[1]));
    return moved(text, from, column).trimEnd();
  });
}

/** Where the comment lines directly above a key begin, or the key does; blank lines are theirs, too. */
function commentsAbove(text: string, keyStart: number, least: number): number {
  let start = keyStart;
  for (;;) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1);
    const comment = /^ *(?=#)/.exec(before);
    if (lineStart <= least || !comment) return start;
    start = lineStart - 1 - before.length + comment[0].length;
  }
}

function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function wholeLine(text: string, start: number, end: number): Replacement | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  if (newline < 0 || text.slice(lineStart, start).trim() !== '') return undefined;
  return { range: [lineStart, newline + 1], newText: '' };
}
