import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../../support';
import { TestClient, URI } from '../../TestClient';
import type { ClientOptions } from '../../TestClient';

/** The ways out of all problems of one code in a Compose file: title and resulting text. */
export async function offered(text: string, code: string, options?: ClientOptions): Promise<[string, string][]> {
  const client = new TestClient(options);
  try {
    const diagnostics = (await client.open(text)).filter((one) => one.code === code);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', {
      range,
      context: { diagnostics, only: ['quickfix'] },
    });
    return actions
      .filter((action) => action.diagnostics?.some((one) => one.code === code))
      .filter(({ title }) => !title.startsWith('Ignore '))
      .map(({ title, edit }) => [title, applied(text, edit?.changes?.[URI] ?? [])]);
  } finally {
    await client.close();
  }
}
