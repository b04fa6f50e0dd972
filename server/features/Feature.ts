import type { CancellationToken } from 'vscode-languageserver/node';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { ComposeDocument } from '../documents/ComposeDocument';

export interface FeatureContext {
  document: ComposeDocument;
  /** `undefined` where the host cannot be read, as in tests of other things. */
  host: HostFacts | undefined;
  client: ClientAbilities;
}

export interface ClientAbilities {
  hasCodeLens: boolean;
  /** VS Code shows `$(name)` in titles as an icon; others would show the text. */
  showsIcons: boolean;
}

/** One entry point, no connection, no disk, no settings. */
export type Feature<Params, Result> = (context: FeatureContext, params: Params, token: CancellationToken) => Result | undefined;
