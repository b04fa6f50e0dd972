import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { keyOrder, orderOf } from '../order';
import type { Source } from '../Source';

/** Keys of the vocabulary. */
export const keys: Source = ({ context, cursor, type }) =>
  cursor.style === 'block' && /\.json$/i.test(context.document.path)
    ? []
    : alternatives(type).flatMap((option) => {
        if (option.kind !== 'object') return [];
        const order = keyOrder(option.keys);
        return Object.entries(option.keys).map(([key, spec]) => ({
          label: key,
          kind: CompletionItemKind.Property,
          insert: { kind: 'key', key, type: spec.type },
          about: { key: [...cursor.path, key] },
          order: order(key),
          isDeprecated: spec.deprecated !== undefined,
        }));
      });

/** Keys that a mapping of any keys usually has. */
export const usualKeys: Source = ({ type }) =>
  alternatives(type).flatMap((option) =>
    option.kind === 'dict' && option.usualKeys
      ? Object.entries(option.usualKeys).map(([key, text], index) => ({
          label: key,
          kind: CompletionItemKind.Property,
          insert: { kind: 'key', key, type: option.of },
          about: { text },
          order: orderOf(index),
        }))
      : [],
  );
