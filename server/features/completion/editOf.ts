import { InsertTextFormat, InsertTextMode } from 'vscode-languageserver/node';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import type { ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { asText, inQuotes } from './quoting';
import type { Candidate, Insertion, Place } from './Source';

type Edit = Pick<CompletionItem, 'textEdit' | 'filterText' | 'insertTextFormat' | 'insertTextMode' | 'additionalTextEdits'>;

interface Written {
  text: string;
  from: number;
  to: number;
  filter?: string;
  edits?: readonly TextEdit[];
  /** Has places to fill in, as `$1`. */
  isSnippet?: boolean;
}

const forSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
export const withoutPlaces = (text: string): string =>
  text.replace(/(?<!\\)(?:\$\{\d+:([^}]*)\}|\$\d+)/g, '$1').replace(/\\([\\$}])/g, '$1');

function kindsOf(type: ValueType): ValueType['kind'][] {
  return alternatives(type).flatMap(({ kind }) => (kind === 'null' ? [] : [kind]));
}

const isMapping = (kind: ValueType['kind']): boolean => kind === 'object' || kind === 'dict';

/** What follows a key in a block: its value on the same line, or an indented block. */
function afterBlockKey(type: ValueType, indent: string): string {
  const kinds = kindsOf(type);
  const isCollection = kinds.every((kind) => kind === 'list' || isMapping(kind));
  // Where both may stand, what is chosen next decides: names, or items with their mark.
  if (isCollection && kinds.some(isMapping)) return `:\n${indent}  `;
  return kinds[0] === 'list' ? `:\n${indent}  - ` : ': ';
}

/** What follows a key within brackets, with the cursor in it. */
function afterFlowKey(type: ValueType, isJson: boolean): string {
  const [first] = kindsOf(type);
  if (first !== undefined && isMapping(first)) return ': { $1 }';
  if (first === 'list') return ': [$1]';
  return isJson && (first === 'string' || first === 'enum' || first === 'reference') ? ': "$1"' : ': $1';
}

export const isJsonPlace = ({ context, cursor }: Place): boolean =>
  cursor.style === 'flow' && /\.json$/i.test(context.document.path);

/** A word with what is written of it behind the cursor; from the opening quote to behind the closing one, which may not be there yet. */
function wordRange({ cursor, before, behind }: Place, word: RegExp): { from: number; to: number } {
  if (!cursor.quote) return { from: cursor.column, to: before.length + (word.exec(behind)?.[0].length ?? 0) };
  const rest = word.exec(behind)?.[0] ?? '';
  const isClosed = behind.charAt(rest.length) === cursor.quote;
  return { from: cursor.column - 1, to: before.length + (isClosed ? rest.length + 1 : 0) };
}

function writtenKey(place: Place, { key, type }: Extract<Insertion, { kind: 'key' }>): Written {
  const { cursor, behind } = place;
  const isJson = isJsonPlace(place);
  const quote = cursor.quote ?? (isJson ? '"' : undefined);
  const name = quote ? inQuotes(key, quote) : key;
  const range = wordRange(place, /^[\w.-]*/);
  const filter = cursor.quote ? name : undefined;
  const tail = behind.slice(range.to - place.before.length);
  const rest = /^([\w.-]*)\s*:/.exec(tail);
  // The value is there already: only the key changes.
  if (rest) return { text: name, ...range, to: range.to + (rest[1]?.length ?? 0), filter };
  const indent = ' '.repeat(cursor.quote ? cursor.column - 1 : cursor.column);
  if (cursor.style === 'block') return { text: name + afterBlockKey(type, indent), ...range, filter };
  const comma = isJson && /^\s*"/.test(restOfText(place, range.to)) ? ',' : '';
  return { text: forSnippet(name) + afterFlowKey(type, isJson) + comma, ...range, filter, isSnippet: true };
}

/** The text from a column of the cursor's line on, as far as commas need it. */
function restOfText({ context, line }: Place, column: number): string {
  const start = context.document.offsetAt({ line, character: column });
  return context.document.text.slice(start, start + 500);
}

/** The rest of a word up to the sign that a text ends in, and the sign when it is there. */
function restUpTo(text: string): RegExp {
  const sign = text.slice(-1);
  return new RegExp(`^[^\\s"',[\\]{}${sign}]*${sign}?`);
}

function writtenValue(place: Place, { text, isText, isOpen }: Extract<Insertion, { kind: 'value' }>): Written {
  const { cursor } = place;
  const isInFlow = cursor.style === 'flow';
  if (!cursor.quote) {
    if (isOpen) return { text, ...wordRange(place, restUpTo(text)) };
    const range = wordRange(place, isInFlow ? /^[^\s,[\]{}]*/ : /^\S*/);
    return { text: isText ? (isJsonPlace(place) ? inQuotes(text, '"') : asText(text, isInFlow)) : text, ...range };
  }
  const { from, to } = wordRange(place, /^[^\s"',]*/);
  const quoted = inQuotes(text, cursor.quote);
  if (isOpen) {
    const rest = restUpTo(text).exec(place.behind)?.[0] ?? '';
    return { text: quoted.slice(0, -1), from, to: place.before.length + rest.length, filter: quoted };
  }
  return { text: isText ? quoted : text, from, to, filter: quoted };
}

function written(place: Place, insertion: Insertion): Written {
  switch (insertion.kind) {
    case 'key':
      return writtenKey(place, insertion);
    case 'value':
      return writtenValue(place, insertion);
    case 'part': {
      const { text, column, rest = text.endsWith('/') ? /^[\w.-]*\/?/ : /^[\w.-]*/ } = insertion;
      return { text, from: column, to: place.before.length + (rest.exec(place.behind)?.[0].length ?? 0) };
    }
    case 'lines': {
      const indent = ' '.repeat(place.cursor.column);
      const text = [insertion.lines.join(`\n${indent}`), ...insertion.below].join('\n');
      const { edits } = insertion;
      return { text, from: place.cursor.column, to: place.before.length, isSnippet: true, edits };
    }
  }
}

/** How a candidate is written at a place, without a fault in quotes, commas and indentation. */
export function editOf(place: Place, { label, insert, isListStart, ...candidate }: Candidate): Edit {
  const { line, cursor, context, before } = place;
  const { text, from, to, isSnippet, edits = [], ...more } = written(place, insert);
  // Its mark is not what somebody types.
  const filter = isListStart ? label : (candidate.filter ?? more.filter);
  const takesSnippet = isSnippet === true && context.client.hasSnippets;
  const newText = isSnippet && !takesSnippet ? withoutPlaces(text) : text;
  const start = { line, character: Math.min(from, before.length) };
  const { missingComma } = cursor;
  const commas = missingComma ? [{ range: { start: missingComma, end: missingComma }, newText: ',' }] : [];
  const others = [...commas, ...edits];
  return {
    textEdit: { range: { start, end: { line, character: to } }, newText: isListStart ? `- ${newText}` : newText },
    insertTextMode: InsertTextMode.asIs,
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(takesSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(others.length > 0 ? { additionalTextEdits: others } : {}),
  };
}
