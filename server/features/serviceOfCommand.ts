import { ProtocolRequestType } from 'vscode-languageserver/node';
import { SERVICE_OF_COMMAND } from '../../spec/requests';
import type { ServiceOfCommand, ServiceOfCommandParams } from '../../spec/requests';
import type { ComposeDocument } from '../documents/ComposeDocument';
import { servicePlace } from '../edits/servicePlace';
import { serviceText } from '../edits/serviceText';
import type { Feature } from './Feature';

export const ServiceOfCommandRequest = {
  type: new ProtocolRequestType<ServiceOfCommandParams, ServiceOfCommand | null, never, void, void>(SERVICE_OF_COMMAND),
};

/** What somebody has copied from elsewhere, as it would be written here. */
export const serviceOfCommand: Feature<ServiceOfCommandParams, ServiceOfCommand, ComposeDocument> = (
  { document },
  { command, line },
) => {
  const text = serviceText(document, command);
  const place = line === undefined ? undefined : servicePlace(document, line);
  return text === undefined ? undefined : { text, ...(place ? { line: place.line } : {}) };
};
