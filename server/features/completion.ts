import { CompletionItemKind, CompletionItemTag, InsertTextMode, MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionParams } from 'vscode-languageserver/node';
import { alternatives } from '../../spec/compose/check/checkProjectTree';
import { describeType } from '../../spec/compose/check/describeType';
import { specAt } from '../../spec/compose/vocabulary/specAt';
import type { KeySpec, Section, ValueType } from '../../spec/compose/vocabulary/ValueType';
import { valueAt } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { cursorContext } from '../documents/cursorContext';
import type { CursorContext } from '../documents/cursorContext';
import type { Feature, FeatureContext } from './Feature';
import { describeKey } from './hover';

/** Names defined in this file; a service is not offered to itself. */
function namesIn(document: SpecDocument, section: Section, path: CursorContext['path']): string[] {
  const node = valueAt(document.root, section);
  if (node?.kind !== 'map') return [];
  const own = section === 'services' && path[0] === 'services' ? path[1] : undefined;
  return [...node.entries.keys()].filter((name) => name !== own && !name.startsWith('x-'));
}

/** What follows a key: its value on the same line, or an indented block. */
function insertionAfter(type: ValueType, indent: string): string {
  const kinds = alternatives(type).filter(({ kind }) => kind !== 'null');
  if (kinds.every(({ kind }) => kind === 'object' || kind === 'dict')) return `:\n${indent}  `;
  if (kinds[0]?.kind === 'list' || (kinds.length > 1 && kinds.every(({ kind }) => kind === 'list' || kind === 'dict')))
    return `:\n${indent}  - `;
  return ': ';
}

function keyItem({ host }: FeatureContext, key: string, spec: KeySpec, cursor: CursorContext): CompletionItem {
  const isRefused = spec.support?.level === 'no';
  return {
    label: key,
    kind: CompletionItemKind.Property,
    detail: describeType(spec.type),
    documentation: { kind: MarkupKind.Markdown, value: describeKey(spec, host) },
    insertText: key + insertionAfter(spec.type, ' '.repeat(cursor.column)),
    // What this engine cannot do yet comes last.
    sortText: `${isRefused ? '1' : '0'}${key}`,
    ...(spec.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

const valueItem = (label: string, kind: CompletionItemKind, insertText = label): CompletionItem => ({ label, kind, insertText });

/** Text YAML would read as another type is quoted. */
function quoted(value: string): string {
  return /^(yes|no|on|off|true|false|null|~|[\d.+-].*)$/i.test(value) ? `"${value}"` : value;
}

function valueItems({ document }: FeatureContext, type: ValueType, cursor: CursorContext): CompletionItem[] {
  return alternatives(type).flatMap((option): CompletionItem[] => {
    if (option.kind === 'boolean') return ['true', 'false'].map((value) => valueItem(value, CompletionItemKind.Value));
    if (option.kind === 'enum')
      return option.values.map((value) => valueItem(value, CompletionItemKind.EnumMember, quoted(value)));
    if (option.kind === 'string')
      return (option.suggestions ?? []).map((value) => valueItem(value, CompletionItemKind.Value, quoted(value)));
    if (option.kind === 'reference')
      return namesIn(document, option.to, cursor.path).map((name) => valueItem(name, CompletionItemKind.Reference));
    return [];
  });
}

/** Volumes are offered as the beginning of a mount. */
function volumeItems({ document }: FeatureContext, type: ValueType, cursor: CursorContext): CompletionItem[] {
  if (!alternatives(type).some(({ kind }) => kind === 'volume')) return [];
  return namesIn(document, 'volumes', cursor.path).map((name) => valueItem(name, CompletionItemKind.Reference, `${name}:`));
}

function keyItems(context: FeatureContext, type: ValueType, cursor: CursorContext): CompletionItem[] {
  const options = alternatives(type);
  return options.flatMap((option): CompletionItem[] => {
    if (option.kind === 'object') return Object.entries(option.keys).map(([key, spec]) => keyItem(context, key, spec, cursor));
    // Under depends_on or networks of a service, keys are names of the project; under `services` itself they are new.
    if (option.kind === 'dict' && option.keys && cursor.path.length > 1)
      return namesIn(context.document, option.keys, cursor.path).map((name) =>
        valueItem(name, CompletionItemKind.Reference, name + insertionAfter(option.of, ' '.repeat(cursor.column))),
      );
    return [];
  });
}

/** At a place for a key, a block list may begin instead: `networks:` then `- front`. */
function listStartItems(context: FeatureContext, type: ValueType, cursor: CursorContext): CompletionItem[] {
  const list = alternatives(type).find(({ kind }) => kind === 'list');
  if (list?.kind !== 'list' || cursor.prefix !== '') return [];
  return [...valueItems(context, list.of, cursor), ...volumeItems(context, list.of, cursor)].map((item) => ({
    ...item,
    insertText: `- ${item.insertText ?? item.label}`,
  }));
}

export const completion: Feature<CompletionParams, CompletionItem[]> = (context, { position }, token) => {
  const cursor = cursorContext(context.document.text, position.line, position.character);
  const place = cursor && specAt(context.document.type, cursor.path);
  if (!cursor || !place || token.isCancellationRequested) return undefined;
  const items =
    cursor.kind === 'key'
      ? [
          ...keyItems(context, place.type, cursor),
          ...(cursor.path.at(-1) === 0
            ? [...valueItems(context, place.type, cursor), ...volumeItems(context, place.type, cursor)]
            : listStartItems(context, place.type, cursor)),
        ]
      : [...valueItems(context, place.type, cursor), ...volumeItems(context, place.type, cursor)];
  const range = { start: { line: position.line, character: cursor.column }, end: position };
  return items
    .filter(({ label }) => !cursor.siblings.has(label))
    .map(({ insertText, ...item }) => ({
      ...item,
      insertTextMode: InsertTextMode.asIs,
      textEdit: { range, newText: insertText ?? item.label },
    }));
};
