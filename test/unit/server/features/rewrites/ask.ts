import type { CodeAction } from 'vscode-languageserver/node';
import { appliedTo } from '../../support';
import { atCursor } from '../../TestClient';
import type { ClientOptions } from '../../TestClient';

const PATH = '/project/compose.yaml';

/** Titles of the actions of a kind at the cursor, and the files after the first of them. */
export async function refactored(
  marked: string,
  kind: string,
  options: ClientOptions = {},
): Promise<{ titles: string[]; text: string | undefined; files: Record<string, string> }> {
  const files = { ...options.files, [PATH]: marked.replace('|', '') };
  const actions = await atCursor(
    marked,
    (client, line, character) => {
      const range = { start: { line, character }, end: { line, character } };
      return client.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics: [], only: [kind] } });
    },
    options,
  );
  const after = actions[0]?.edit ? appliedTo(files, actions[0].edit) : {};
  return { titles: actions.map(({ title }) => title), text: after[PATH], files: after };
}
