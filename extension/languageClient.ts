import { join } from 'node:path';
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

const composePattern = '**/{compose,compose.*,docker-compose,docker-compose.*}.{yml,yaml}';

export async function startLanguageClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const module = context.asAbsolutePath(join('dist', 'bulkhead-language-server'));
  const client = new LanguageClient(
    'bulkhead',
    'Bulkhead Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        { scheme: 'file', language: 'dockercompose' },
        { scheme: 'file', language: 'yaml', pattern: composePattern },
      ],
    },
  );
  await client.start();
  return client;
}
