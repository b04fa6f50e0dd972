import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { HostMemo } from '../../spec/check/hostProblems';
import { Memo } from '../../spec/compose/Memo';
import { ProjectCache } from '../../spec/compose/ProjectCache';
import { ComposeDocument, pathOf } from './ComposeDocument';
import type { Surroundings } from './ComposeDocument';
import { isComposeFileName } from '../../spec/compose/composeFileName';
import { DiskFiles } from './DiskFiles';

/** What the store needs of the open documents. */
interface OpenDocuments {
  get: (uri: string) => TextDocument | undefined;
  all: () => TextDocument[];
}

interface Known {
  version: number;
  document: ComposeDocument;
  cache: ProjectCache;
  hostMemo: HostMemo;
}

function isComposeDocument({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return languageId === 'dockercompose' || isComposeFileName(basename(pathOf(uri)));
}

/** Open Compose files, each worked out once per version, out of the version before. */
export class DocumentStore {
  private readonly open: OpenDocuments;
  private readonly surroundings: Surroundings;
  private readonly disk: DiskFiles;
  private readonly known = new Map<string, Known>();

  constructor(open: OpenDocuments, surroundings: Surroundings) {
    this.open = open;
    this.disk = new DiskFiles(surroundings.readFile);
    this.surroundings = { ...surroundings, readFile: (path) => this.openText(path) ?? this.disk.read(path) };
  }

  get(uri: string): ComposeDocument | undefined {
    const text = this.open.get(uri);
    if (!text || !isComposeDocument(text)) return undefined;
    const known = this.known.get(uri);
    if (known?.version === text.version) return known.document;
    const { cache, hostMemo } = known ?? { cache: new ProjectCache(), hostMemo: new Memo() };
    const document = new ComposeDocument(text, this.surroundings, cache, hostMemo);
    this.known.set(uri, { version: text.version, document, cache, hostMemo });
    return document;
  }

  /** Open documents, this one excepted: a project may have several files. */
  others(uri: string): string[] {
    return [...this.known.keys()].filter((other) => other !== uri);
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** Another document changed that documents may build on. */
  reconsider(uris: readonly string[]): void {
    for (const uri of uris) {
      const known = this.known.get(uri);
      if (known) known.version = -1;
    }
  }

  /** Something on disk changed that documents may build on. */
  forgetDisk(): void {
    this.disk.forget();
    this.reconsider([...this.known.keys()]);
  }

  private openText(path: string): string | undefined {
    return this.open
      .all()
      .find(({ uri }) => pathOf(uri) === path)
      ?.getText();
  }
}
