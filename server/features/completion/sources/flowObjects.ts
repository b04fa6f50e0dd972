import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { ValueType } from '../../../../spec/compose/vocabulary/ValueType';
import { isJsonPlace } from '../editOf';
import { orderOf } from '../order';
import type { Candidate, Source } from '../Source';

function wordsOf(type: ValueType | undefined): readonly string[] {
  const [option] = type ? alternatives(type) : [];
  if (option?.kind === 'enum') return option.values;
  return option?.kind === 'string' ? (option.suggestions ?? []) : [];
}

/** Mappings as items within brackets: with each word that the key they must have can be, or with what is to be filled in. */
export const flowObjects: Source = (place) => {
  const { cursor, type } = place;
  if (cursor.style !== 'flow' || cursor.kind !== 'value' || cursor.quote || typeof cursor.path.at(-1) !== 'number') return [];
  const quoted = (text: string): string => (isJsonPlace(place) ? JSON.stringify(text) : text);
  return alternatives(type).flatMap((option): Candidate[] => {
    if (option.kind !== 'object') return [];
    const [key, ...others] = option.required ?? [];
    const first = key === undefined ? '' : `${quoted(key)}: `;
    const words = key !== undefined && others.length === 0 ? wordsOf(option.keys[key]?.type) : [];
    const shown = words.length > 0 ? words.map((word) => `{ ${first}${quoted(word)} }`) : [`{ ${first}$1 }`];
    return shown.map((text, index) => ({
      label: text.replace('$1', '…'),
      kind: CompletionItemKind.Struct,
      insert: { kind: 'lines', lines: [text], below: [], edits: [] },
      order: `2${orderOf(index)}`,
    }));
  });
};
