import type { CancellationToken } from 'vscode-languageserver/node';
import type { CheckSettings } from '../../spec/check/settings';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { OpenDocument } from '../documents/OpenDocument';
import type { SpecDocument } from '../documents/SpecDocument';
import type { Registries } from '../images/Registries';

export interface FeatureContext<Document extends OpenDocument = SpecDocument> {
  document: Document;
  /** `undefined` where the host cannot be read, as in tests of other things. */
  host: HostFacts | undefined;
  client: ClientAbilities;
  settings: CheckSettings;
  /** Missing where none may be asked. */
  registries?: Registries | undefined;
  /** Address of the folder with a page for each code, when it is there. */
  docs: string | undefined;
}

export interface ClientAbilities {
  /** What it says it asks of documents, as the protocol names it: `callHierarchy`, `inlayHint`. */
  asks: ReadonlySet<string>;
  /** Asks for inlay hints again when it is told that there are others. */
  refreshesHints: boolean;
  /** Takes code actions that are no commands. */
  takesCodeActions: boolean;
  /** Asks whether a name can be changed before it is. */
  preparesRename: boolean;
  hasWorkspaceSymbols: boolean;
  /** Tells which folders are open. */
  hasFolders: boolean;
  hasCodeLens: boolean;
  /** VS Code shows `$(name)` in titles as an icon; others would show the text. */
  showsIcons: boolean;
  /** Asks for diagnostics itself, so they need not be sent. */
  pullsDiagnostics: boolean;
  refreshesDiagnostics: boolean;
  /** Takes diagnostics of other files with those it asked for. */
  takesRelatedDiagnostics: boolean;
  /** Places that a diagnostic has to do with. */
  showsRelatedPlaces: boolean;
  /** Can be asked to tell of files that change. */
  watchesFiles: boolean;
  hasConfiguration: boolean;
  /** Takes texts with `$1` for places to fill in. */
  hasSnippets: boolean;
  /** Its command that asks for completion again. */
  suggestCommand: string | undefined;
  /** Asks for the documentation of one completion item when it is looked at. */
  resolvesCompletion: boolean;
  /** Can be told which documents are formatted, instead of asking about all. */
  registersFormatting: boolean;
  /** How many folds of a document it takes at most; missing when it does not say. */
  foldLimit?: number;
  /** Can make files as part of an edit. */
  createsFiles: boolean;
}

/** One entry point, no connection, no disk, no settings of its own. Most are about specs; `Document` says so of the others. */
export type Feature<Params, Result, Document extends OpenDocument = SpecDocument> = (
  context: FeatureContext<Document>,
  params: Params,
  token: CancellationToken,
) => Result | undefined;

/** One whose answer may have to be waited for. */
export type LateFeature<Params, Result, Document extends OpenDocument = SpecDocument> = (
  context: FeatureContext<Document>,
  params: Params,
  token: CancellationToken,
) => Result | Promise<Result | undefined> | undefined;
