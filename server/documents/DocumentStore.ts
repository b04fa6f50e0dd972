import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ComposeDocument, pathOf } from './ComposeDocument';
import type { Surroundings } from './ComposeDocument';
import { isComposeFileName } from './composeFileName';

/** What the store needs of the open documents. */
interface OpenDocuments {
  get: (uri: string) => TextDocument | undefined;
  all: () => TextDocument[];
}

function isComposeDocument({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return languageId === 'dockercompose' || isComposeFileName(basename(pathOf(uri)));
}

/** Open Compose files, each parsed once per version. */
export class DocumentStore {
  private readonly open: OpenDocuments;
  private readonly surroundings: Surroundings;
  private readonly parsed = new Map<string, { version: number; document: ComposeDocument }>();

  constructor(open: OpenDocuments, surroundings: Surroundings) {
    this.open = open;
    this.surroundings = { ...surroundings, readFile: (path) => this.openText(path) ?? surroundings.readFile(path) };
  }

  get(uri: string): ComposeDocument | undefined {
    const text = this.open.get(uri);
    if (!text || !isComposeDocument(text)) return undefined;
    const known = this.parsed.get(uri);
    if (known?.version === text.version) return known.document;
    const document = new ComposeDocument(text, this.surroundings);
    this.parsed.set(uri, { version: text.version, document });
    return document;
  }

  forget(uri: string): void {
    this.parsed.delete(uri);
  }

  /** Another file changed that documents may build on. */
  forgetAll(): void {
    this.parsed.clear();
  }

  private openText(path: string): string | undefined {
    return this.open
      .all()
      .find(({ uri }) => pathOf(uri) === path)
      ?.getText();
  }
}
