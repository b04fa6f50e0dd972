import { CompletionItemKind } from 'vscode-languageserver/node';
import { PROJECT_TYPE } from '../../../../spec/compose/vocabulary/projectKeys';
import { withoutPlaces } from '../editOf';
import { SNIPPETS } from '../snippetTable';
import type { Source } from '../Source';

function isAt(path: readonly (string | number)[], pattern: readonly string[]): boolean {
  return path.length === pattern.length && pattern.every((step, index) => step === '*' || step === path[index]);
}

/** Whole services, networks, … to fill in. */
export const snippets: Source = ({ context, cursor }) => {
  if (context.document.type !== PROJECT_TYPE || cursor.style === 'flow' || cursor.quote) return [];
  return SNIPPETS.filter(({ at, key }) => isAt(cursor.path, at) && !cursor.siblings.has(key ?? '')).map(
    ({ label, doc, lines }) => ({
      label,
      kind: CompletionItemKind.Snippet,
      insert: { kind: 'lines', lines },
      about: { text: `${doc}\n\n\`\`\`yaml\n${withoutPlaces(lines.join('\n'))}\n\`\`\`` },
      order: '5',
    }),
  );
};
