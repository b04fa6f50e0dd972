import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { withoutPlaces } from '../../features/completion/editOf';
import type { ClientAbilities } from '../../features/Feature';
import type { Cursor } from '../cursor';
import { markdown } from './Offer';
import { DOCKER_SNIPPETS } from './snippetTable';

/** Whole files where there is none yet, and instructions that are more than a word. */
export function snippetItems({ file, instruction }: Cursor, { hasSnippets }: ClientAbilities): CompletionItem[] {
  // The word that is typed is an instruction, too; behind ONBUILD there is only one line.
  const isFirst = file.instructions.length <= 1;
  if (instruction !== undefined && file.instructions.at(-1)?.trigger === instruction) return [];
  const at = isFirst ? 'file' : file.stages.length > 0 ? 'stage' : undefined;
  return DOCKER_SNIPPETS.filter((one) => one.at === at).map(({ label, doc, lines }) => {
    const text = lines.join('\n');
    const shown = withoutPlaces(text);
    return {
      label,
      kind: CompletionItemKind.Snippet,
      documentation: markdown(`${doc}\n\n\`\`\`dockerfile\n${shown}\n\`\`\``),
      ...(hasSnippets ? { insertText: text, insertTextFormat: InsertTextFormat.Snippet } : { insertText: shown }),
    };
  });
}
