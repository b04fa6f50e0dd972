import type {
  CancellationToken,
  ProtocolRequestType,
  ServerCapabilities,
  TextDocumentClientCapabilities,
} from 'vscode-languageserver/node';
import type { OpenDocument } from '../documents/OpenDocument';
import type { ClientAbilities, Feature, FeatureContext } from './Feature';

interface DocumentParams {
  textDocument: { uri: string };
}

/** What was made for a document and is asked about again, itself or as the item of a tree. */
type ItemParams = { item: { data?: unknown } } | { data?: unknown };

/** The document a request is about. */
export function uriOf(params: unknown): string | undefined {
  const {
    textDocument,
    item,
    data = item?.data,
  } = params as Partial<DocumentParams> & { item?: { data?: unknown }; data?: unknown };
  return textDocument?.uri ?? (data as { document?: string } | undefined)?.document;
}

/** A request of the protocol, what the client is told of it, the documents it is about, and the function that answers. */
export interface FeatureRow {
  method: string;
  capabilities: ServerCapabilities;
  isOffered: (client: ClientAbilities) => boolean;
  isFor: (document: OpenDocument) => boolean;
  answer: (context: FeatureContext<OpenDocument>, params: unknown, token: CancellationToken) => unknown;
}

/** For requests that not every client knows: those that say nothing of one are not offered it. */
export const askedBy =
  (name: keyof TextDocumentClientCapabilities): FeatureRow['isOffered'] =>
  ({ asks }) =>
    asks.has(name);

/** Makes the rows of a table of features about one kind of document. */
export function rowsFor<Document extends OpenDocument>(kind: abstract new (...given: never) => Document) {
  return <Params extends DocumentParams | ItemParams, Result, Partial, Error, Options>(
    { method }: ProtocolRequestType<Params, Result | null, Partial, Error, Options>,
    feature: Feature<Params, Result, Document>,
    capabilities: ServerCapabilities,
    isOffered: FeatureRow['isOffered'] = () => true,
  ): FeatureRow => ({
    method,
    capabilities,
    isOffered,
    isFor: (document) => document instanceof kind,
    // A row is asked only about the documents it is for, and the protocol's own types say which parameters a method has.
    answer: (context, params, token) => feature(context as FeatureContext<Document>, params as Params, token),
  });
}
