import { join } from 'node:path';
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { COMPOSE_PATTERN } from '../spec/compose/composeFileName';
import { ENV_PATTERN } from '../spec/compose/envFileName';
import { OCI_PATTERNS } from '../spec/oci/ociFileName';

export function createLanguageClient(context: vscode.ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath(join('dist', 'bulkhead-language-server'));
  return new LanguageClient(
    'bulkhead',
    'Bulkhead Language Server',
    // The flags of its own first line, which is not read when it is loaded as a module.
    {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--max-semi-space-size=1', '--single-threaded-gc', '--v8-pool-size=1', '--heap-growing-percent=70'] },
    },
    {
      initializationOptions: { suggestCommand: 'editor.action.triggerSuggest' },
      documentSelector: [
        { scheme: 'file', language: 'dockercompose' },
        { scheme: 'file', language: 'dockerfile' },
        { scheme: 'file', language: 'yaml', pattern: COMPOSE_PATTERN },
        // Of these the server takes those that hold a runtime config or a seccomp profile.
        { scheme: 'file', language: 'json', pattern: OCI_PATTERNS.json },
        { scheme: 'file', language: 'yaml', pattern: OCI_PATTERNS.yaml },
        { scheme: 'file', pattern: ENV_PATTERN },
      ],
    },
  );
}
