import { CompletionItemKind } from 'vscode-languageserver/node';
import { PROJECT_TYPE } from '../../../../spec/compose/vocabulary/projectKeys';
import type { Candidate, Place } from '../Source';

const TAGS: Readonly<Record<string, string>> = {
  '!reset': 'In an override file: takes away what the files before say. Followed by any value, as `null`.',
  '!override': 'In an override file: replaces what the files before say instead of being merged with it.',
};

/** After `!` only a tag can stand. */
export function tags({ context, cursor }: Place): Candidate[] | undefined {
  if (context.document.type !== PROJECT_TYPE || cursor.quote || !cursor.prefix.startsWith('!')) return undefined;
  return Object.entries(TAGS).map(([label, text]) => ({
    label,
    kind: CompletionItemKind.Keyword,
    insert: {
      kind: 'part',
      text: label === '!reset' ? '!reset null' : `${label} `,
      column: cursor.column,
      rest: /^\w*(?: +(?:null)?)?/,
    },
    about: { text },
  }));
}
