import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from 'vscode-languageserver/node';
import type { DocumentSelector, RemoteClient } from 'vscode-languageserver/node';
import { COMPOSE_PATTERN } from '../../../spec/compose/composeFileName';

/** No OCI configs: where editors have a formatter for JSON and YAML, a second one would be asked about in every `config.json` and `config.yaml` there is. */
const documentSelector: DocumentSelector = [
  { language: 'dockercompose' },
  { language: 'yaml', pattern: COMPOSE_PATTERN },
  { language: 'dockerfile' },
];

/** For clients that take registrations: they are told which documents are formatted here. */
export async function registerFormatting(client: Pick<RemoteClient, 'register'>): Promise<void> {
  await client.register(DocumentFormattingRequest.type, { documentSelector });
  await client.register(DocumentRangeFormattingRequest.type, { documentSelector });
  await client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, firstTriggerCharacter: '\n' });
}
