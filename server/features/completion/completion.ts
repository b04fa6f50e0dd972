import { CompletionItemTag } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { specAt } from '../../../spec/compose/vocabulary/specAt';
import type { ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { cursorContext } from '../../documents/cursorContext';
import { pathInUse } from '../../names/pathInUse';
import type { FeatureContext, LateFeature } from '../Feature';
import { documentation } from './documentation';
import { editOf } from './editOf';
import { goesOn } from './goesOn';
import { imageTags } from './imageTags';
import { asText } from './quoting';
import type { About, Candidate, Place } from './Source';
import { keys } from './sources/keys';
import { KEY_SOURCES, SPECIAL_SOURCES, VALUE_SOURCES } from './sourceTable';

/** More helps nobody: who wants another one types a letter. */
const MAX_ITEMS = 1000;

/** What is typed of a candidate so far. */
const typedOf = ({ before, cursor }: Place, { insert }: Candidate): string =>
  before.slice(insert.kind === 'part' ? insert.column : cursor.column);

/** Whether the letters of a word are in a label, one after the other: editors filter like that. */
function isBegunBy(word: string, label: string): boolean {
  let at = 0;
  for (const letter of label.toLowerCase()) if (letter === word.charAt(at).toLowerCase()) at++;
  return at >= word.length;
}

/** What `completionItem/resolve` finds again of an item. */
export interface ItemData {
  document: string;
  about: About;
}

function toItem(place: Place, candidate: Candidate): CompletionItem {
  const { context } = place;
  const { kind, about, order = '1', group = 0, isDeprecated, isListStart } = candidate;
  const label = isListStart ? `- ${candidate.label}` : candidate.label;
  const { document, client } = context;
  const data: ItemData | undefined = about && { document: document.uri, about };
  return {
    label,
    kind,
    ...editOf(place, candidate),
    sortText: `${group}${order}${candidate.label}`,
    ...(isDeprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(client.suggestCommand !== undefined && goesOn(place, candidate)
      ? { command: { title: 'Suggest', command: client.suggestCommand } }
      : {}),
    ...(about && !client.resolvesCompletion ? documentation(context, about) : {}),
    ...(data && client.resolvesCompletion ? { data } : {}),
  };
}

/** What comes before what, whatever their own orders. */
const grouped = (...groups: Candidate[][]): Candidate[] =>
  groups.flatMap((candidates, group) => candidates.map((candidate) => ({ ...candidate, group })));

/** At a place for a key, a block list may begin instead: `networks:` then `- front`. */
function listStart(place: Place, type: ValueType): Candidate[] {
  const list = alternatives(type).find(({ kind }) => kind === 'list');
  const { cursor } = place;
  if (list?.kind !== 'list' || cursor.style === 'flow' || cursor.prefix !== '' || cursor.quote) return [];
  const item: Place = {
    ...place,
    type: list.of,
    cursor: { ...cursor, kind: 'value', path: [...cursor.path, 0] },
    before: `${place.before}- `,
  };
  const inItem: Place = { ...item, cursor: { ...item.cursor, kind: 'key', column: cursor.column + 2 } };
  const items = [...VALUE_SOURCES.flatMap((source) => source(item)), ...keys(inItem)];
  return items.map((candidate) => ({ ...candidate, isListStart: true }));
}

/** Where a list is to follow a key on its line, one with a single item. */
function flowList(place: Place): Candidate[] {
  const { cursor, type } = place;
  const list = alternatives(type).find(({ kind }) => kind === 'list');
  if (list?.kind !== 'list' || !list.isSet || cursor.style === 'flow' || cursor.quote || typeof cursor.path.at(-1) === 'number')
    return [];
  const item: Place = { ...place, type: list.of, cursor: { ...cursor, path: [...cursor.path, 0], style: 'flow' } };
  return VALUE_SOURCES.flatMap((source) => source(item)).flatMap(({ label, insert, ...candidate }): Candidate[] => {
    if (insert.kind !== 'value' || insert.isOpen) return [];
    const text = `[${insert.isText ? asText(insert.text, true) : insert.text}]`;
    return [{ ...candidate, label: `[${label}]`, filter: label, insert: { kind: 'value', text, isText: false } }];
  });
}

function candidatesAt(place: Place): Candidate[] {
  for (const source of SPECIAL_SOURCES) {
    const found = source(place);
    if (found) return found;
  }
  const { cursor, type } = place;
  if (cursor.kind === 'value')
    return grouped(
      VALUE_SOURCES.flatMap((source) => source(place)),
      flowList(place),
    );
  const isItem = typeof cursor.path.at(-1) === 'number';
  const asKeys = KEY_SOURCES.flatMap((source) => source(place));
  // Items in short are written more often than those with keys.
  return isItem
    ? grouped(
        VALUE_SOURCES.flatMap((source) => source(place)),
        asKeys,
      )
    : grouped(asKeys, listStart(place, type));
}

function placeOf(context: FeatureContext, { line, character }: CompletionParams['position']): Place | undefined {
  const { document } = context;
  const written = cursorContext(document.text, line, character);
  const cursor = written && { ...written, path: pathInUse(document, written.path) };
  const type = cursor && specAt(document.type, cursor.path)?.type;
  if (!cursor) return undefined;
  const text = document.lineAt(line);
  // Where nothing is known of the values, variables and anchors still are.
  return {
    context,
    cursor,
    type: type ?? { kind: 'any' },
    line,
    before: text.slice(0, character),
    behind: text.slice(character),
  };
}

export const completion: LateFeature<CompletionParams, CompletionItem[] | CompletionList> = (context, { position }, token) => {
  const place = placeOf(context, position);
  if (!place || token.isCancellationRequested) return undefined;
  const candidates = candidatesAt(place).filter(({ label }) => !place.cursor.siblings.has(label));
  // Of too many, those that can still be meant; the client has to ask again for others.
  const isCut = candidates.length > MAX_ITEMS;
  const shown = isCut ? candidates.filter((one) => isBegunBy(typedOf(place, one), one.label)).slice(0, MAX_ITEMS) : candidates;
  const items = shown.map((candidate) => toItem(place, candidate));
  const tags = imageTags(place, token);
  if (!tags) return isCut ? { isIncomplete: true, items } : items;
  return tags.then((offer) => ({
    isIncomplete: offer.isIncomplete,
    items: [...offer.candidates.map((candidate) => toItem(place, candidate)), ...items],
  }));
};
