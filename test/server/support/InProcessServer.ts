import type { CancellationToken, Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_SETTINGS } from '../../../spec/check/settings';
import { NO_ABILITIES } from '../../../server/clientAbilities';
import { DocumentStore } from '../../../server/documents/DocumentStore';
import type { OpenDocument } from '../../../server/documents/OpenDocument';
import { diagnose } from '../../../server/features/diagnostics';
import type { ClientAbilities, FeatureContext } from '../../../server/features/Feature';
import { FEATURES } from '../../../server/featureTable';
import { hostFacts } from '../../unit/spec/host/fixture';

export interface Edit {
  start: number;
  end: number;
  text: string;
}

const HOST = hostFacts();
const CLIENT: ClientAbilities = { ...NO_ABILITIES, hasCodeLens: true, hasSnippets: true, createsFiles: true, showsIcons: true };
const NEVER: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

export const uriOf = (path: string): string => `file://${path}`;

/** The server without its connection, so that thousands can be asked: its documents, their store, and its table of features. */
export class InProcessServer {
  private readonly open = new Map<string, TextDocument>();
  private readonly store: DocumentStore;

  /** Files by path, which are read anew when they are said to have changed. */
  constructor(files: ReadonlyMap<string, string>) {
    const documents = { get: (uri: string) => this.open.get(uri), all: () => [...this.open.values()] };
    this.store = new DocumentStore(documents, {
      readFile: (path) => files.get(path),
      env: { HOME: '/home/me' },
      kindOf: (path) => (files.has(path) ? 'file' : undefined),
      listDirectory: () => [...files.keys()].map((path) => ({ name: path.slice('/p/'.length), isDirectory: false })),
      images: () => ['alpine:3', 'debian:12'],
    });
  }

  openDocument(path: string, languageId: string, text: string): void {
    this.open.set(uriOf(path), TextDocument.create(uriOf(path), languageId, 1, text));
    this.store.reconsider(this.store.others(uriOf(path)));
  }

  change(path: string, { start, end, text }: Edit): void {
    const document = this.open.get(uriOf(path));
    if (!document) throw new Error(`${path} is not open.`);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    TextDocument.update(document, [{ range, text }], document.version + 1);
    this.store.reconsider(this.store.others(uriOf(path)));
  }

  diskChanged(): void {
    this.store.forgetDisk();
  }

  diagnostics(path: string): Diagnostic[] {
    const context = this.contextOf(path);
    return context ? diagnose(context) : [];
  }

  methods(path: string): string[] {
    const context = this.contextOf(path);
    if (!context) return [];
    return FEATURES.filter(({ answers }) => answers.some(({ isFor }) => isFor(context.document))).map(({ method }) => method);
  }

  ask(path: string, method: string, params: object = {}): unknown {
    const context = this.contextOf(path);
    const row = FEATURES.find((one) => one.method === method);
    const found = context && row?.answers.find(({ isFor }) => isFor(context.document));
    return (context && found?.answer(context, { textDocument: { uri: uriOf(path) }, ...params }, NEVER)) ?? null;
  }

  private contextOf(path: string): FeatureContext<OpenDocument> | undefined {
    const document = this.store.get(uriOf(path));
    return document && { document, host: HOST, client: CLIENT, settings: DEFAULT_SETTINGS, docs: undefined };
  }
}
