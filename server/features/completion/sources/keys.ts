import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { Source } from '../Source';

/** Keys of the vocabulary. What this engine cannot do yet comes last. */
export const keys: Source = ({ cursor, type }) =>
  alternatives(type).flatMap((option) =>
    option.kind === 'object'
      ? Object.entries(option.keys).map(([key, spec]) => ({
          label: key,
          kind: CompletionItemKind.Property,
          insert: { kind: 'key', key, type: spec.type },
          about: { key: [...cursor.path, key] },
          order: spec.support?.level === 'no' ? '1' : '0',
          isDeprecated: spec.deprecated !== undefined,
        }))
      : [],
  );
