import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isComposeFileName } from '../../spec/compose/composeFileName';
import { isEnvFileName } from '../../spec/compose/envFileName';
import { isDockerfileName, isTemplateName } from '../../spec/dockerfile/dockerfileName';
import { ComposeDocument } from './ComposeDocument';
import { isSeccompProfile } from '../../spec/oci/seccomp/isSeccompProfile';
import { DiskFiles } from './DiskFiles';
import { DockerfileDocument } from './DockerfileDocument';
import { EnvDocument } from './EnvDocument';
import { isOciConfigName } from '../../spec/oci/ociFileName';
import { BegunOciDocument, OciDocument } from './OciDocument';
import { SeccompDocument } from './SeccompDocument';
import { pathOf } from './OpenDocument';
import type { OpenDocument, Surroundings } from './OpenDocument';

/** What the store needs of the open documents. */
interface OpenDocuments {
  get: (uri: string) => TextDocument | undefined;
  all: () => TextDocument[];
}

interface Known {
  version: number;
  document: OpenDocument;
}

function isCompose({ uri, languageId }: TextDocument): boolean {
  return languageId === 'dockercompose' || isComposeFileName(basename(pathOf(uri)));
}

function isDockerfile({ uri, languageId }: TextDocument): boolean {
  const name = basename(pathOf(uri));
  return languageId === 'dockerfile' ? !isTemplateName(name) : isDockerfileName(name);
}

function isEnvFile({ uri, languageId }: TextDocument): boolean {
  return languageId === 'dotenv' || isEnvFileName(basename(pathOf(uri)));
}

/** Many programs have a `config.json`; only a runtime config says which version of the runtime-spec it follows. */
function isOciConfig(document: TextDocument): boolean {
  return /\.(json|ya?ml)$/i.test(document.uri) && /(^|[\s{,])["']?ociVersion["']?\s*:/.test(document.getText());
}

/** Nothing of one yet, where somebody may begin: brackets at most, or a word of the first key. */
function isBegunConfig({ uri }: TextDocument, text: string): boolean {
  return text.length < 200 && isOciConfigName(basename(pathOf(uri))) && /^[\s{}]*["']?\w*["']?[\s{}]*$/.test(text);
}

function make(text: TextDocument, surroundings: Surroundings, before?: OpenDocument): OpenDocument | undefined {
  if (isCompose(text)) return new ComposeDocument(text, surroundings, before);
  if (isDockerfile(text)) return new DockerfileDocument(text, surroundings, before);
  if (isEnvFile(text)) return new EnvDocument(text, surroundings);
  if (isSeccompProfile(basename(pathOf(text.uri)), text.getText())) return new SeccompDocument(text, surroundings);
  if (isOciConfig(text)) return new OciDocument(text, surroundings);
  return isBegunConfig(text, text.getText()) ? new BegunOciDocument(text, surroundings) : undefined;
}

/** Open documents of the kinds we know, each worked out once per version, out of the version before. */
export class DocumentStore {
  private readonly open: OpenDocuments;
  private readonly surroundings: Surroundings;
  private readonly disk: DiskFiles;
  private readonly known = new Map<string, Known>();
  private readonly paths = new Map<string, string>();

  constructor(open: OpenDocuments, surroundings: Surroundings) {
    this.open = open;
    this.disk = new DiskFiles(surroundings.readFile);
    const { kindOf } = surroundings;
    this.surroundings = {
      ...surroundings,
      readFile: (path) => this.readFile(path),
      kindOf: kindOf && this.disk.remembering(kindOf),
    };
  }

  get(uri: string): OpenDocument | undefined {
    const text = this.open.get(uri);
    const known = this.known.get(uri);
    if (!text || known?.version === text.version) return text && known?.document;
    const document = make(text, this.surroundings, known?.document);
    if (document) this.known.set(uri, { version: text.version, document });
    return document;
  }

  /** A file nobody has open, which sees what is beside it as it is given to it. */
  closed(path: string, given: (surroundings: Surroundings) => Surroundings): OpenDocument | undefined {
    const surroundings = given(this.surroundings);
    const text = surroundings.readFile(path);
    return text === undefined ? undefined : make(TextDocument.create(pathToFileURL(path).href, '', 0, text), surroundings);
  }

  /** Open documents, this one excepted: a project may have several files. */
  others(uri: string): string[] {
    return [...this.known.keys()].filter((other) => other !== uri);
  }

  forget(uri: string): void {
    this.known.delete(uri);
    this.paths.delete(uri);
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

  /** As it is open, else as it lay on disk when that was last looked at. */
  readFile(path: string): string | undefined {
    return this.openText(path) ?? this.disk.read(path);
  }

  /** A document is looked for by its path many times for each check. */
  private pathAt(uri: string): string {
    const path = this.paths.get(uri) ?? pathOf(uri);
    this.paths.set(uri, path);
    return path;
  }

  /** Of the document that is open at a path. */
  openText(path: string): string | undefined {
    return this.open
      .all()
      .find(({ uri }) => this.pathAt(uri) === path)
      ?.getText();
  }
}
