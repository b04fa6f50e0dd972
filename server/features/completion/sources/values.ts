import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { orderOf } from '../order';
import { textValue } from '../Source';
import type { Candidate, Source } from '../Source';

/** Values that the type itself names. */
export const values: Source = ({ cursor, type }) =>
  alternatives(type).flatMap((option): Candidate[] => {
    if (option.kind === 'boolean')
      return ['true', 'false'].map((label, index) => ({
        label,
        order: orderOf(index),
        kind: CompletionItemKind.Value,
        insert: { kind: 'value', text: label, isText: false },
      }));
    const known = option.kind === 'enum' ? option.values : option.kind === 'string' ? (option.suggestions ?? []) : [];
    const kind = option.kind === 'enum' ? CompletionItemKind.EnumMember : CompletionItemKind.Value;
    return known.map((label, index) => ({
      label,
      kind,
      insert: textValue(label),
      about: { value: label, of: cursor.path },
      order: orderOf(index),
    }));
  });
