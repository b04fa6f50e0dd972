import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location, Position, Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckSettings } from '../../spec/check/settings';
import type { HostView } from '../../spec/check/hostProblems';
import type { ServicesOnHost } from '../../spec/compose/servicesOnHost';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { ImageUse } from '../../spec/image/ImageUse';
import type { KindOf } from '../../spec/host/rules/binds';
import type { Problem } from '../../spec/Problem';

/** How documents get at what is beside them; text of open documents comes before that on disk. */
export interface Surroundings {
  readFile: (path: string) => string | undefined;
  env: Record<string, string | undefined>;
  /** What a path of this machine is; missing where there is no disk to look at. */
  kindOf?: KindOf;
  /** What is in a directory; nothing when it is none or cannot be read. */
  listDirectory: (path: string) => DirectoryEntry[];
  /** References of images the engine has, as far as that is known by now. */
  images: () => readonly string[];
  /** Ports of the host that services listen on, as far as that is known by now. */
  servicesOnHost?: () => ServicesOnHost;
}

export interface DirectoryEntry {
  name: string;
  isDirectory: boolean;
}

export function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    // An unsaved or remote document has a name all the same.
    return join('/', decodeURIComponent(uri.slice(uri.lastIndexOf(':') + 1)));
  }
}

/** One version of one open text, of whatever language, and the files beside it. */
export abstract class OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  /** What the client calls this text: it tells an answer to an older one from it. */
  readonly version: number;
  private readonly document: TextDocument;
  protected readonly surroundings: Surroundings;

  constructor(document: TextDocument, surroundings: Surroundings) {
    this.document = document;
    this.surroundings = surroundings;
    this.uri = document.uri;
    this.path = pathOf(document.uri);
    this.text = document.getText();
    this.version = document.version;
  }

  /** Everything to be said of this file. */
  abstract findings(host: HostFacts | undefined, settings: CheckSettings): Problem[];

  /** Problems of files beside this one that nobody else looks at, by path; none of a file takes back what was said. */
  neighbourProblems(): ReadonlyMap<string, Problem[]> {
    return new Map();
  }

  /** The images it names. */
  imageUses(): readonly ImageUse[] {
    return [];
  }

  /** Whether edits may be made at a range: it is written as it is read. */
  readonly isEditable: (range: readonly [start: number, end: number]) => boolean = () => true;

  /** A text within this one that is of another kind, where a place is in one. */
  embeddedAt?(position: Position): OpenDocument | undefined;

  /** A text as it is to be put into this one. */
  written(text: string): string {
    return text;
  }

  readFile(path: string): string | undefined {
    return path === this.path ? this.text : this.surroundings.readFile(path);
  }

  /** The machine to compare this file with. What lies on this disk and runs here says nothing of another one. */
  protected viewOf(facts: HostFacts | undefined, { hostProfile }: CheckSettings): HostView {
    const { kindOf, env, servicesOnHost } = this.surroundings;
    return hostProfile === undefined ? { facts, kindOf, env, servicesOnHost } : { facts, kindOf: undefined, env };
  }

  listDirectory(path: string): DirectoryEntry[] {
    return this.surroundings.listDirectory(path);
  }

  images(): readonly string[] {
    return this.surroundings.images();
  }

  get env(): Surroundings['env'] {
    return this.surroundings.env;
  }

  hasFile(path: string): boolean {
    return this.readFile(path) !== undefined;
  }

  /** Offsets of this or another file as the protocol wants them. */
  locationOf(file: string, offsets: readonly [number, number]): Location {
    if (file === this.path) return { uri: this.uri, range: this.rangeOfOffsets(offsets) };
    const uri = pathToFileURL(file).href;
    const other = TextDocument.create(uri, '', 0, this.readFile(file) ?? '');
    return { uri, range: { start: other.positionAt(offsets[0]), end: other.positionAt(offsets[1]) } };
  }

  rangeOfOffsets([start, end]: readonly [number, number]): Range {
    return { start: this.document.positionAt(start), end: this.document.positionAt(end) };
  }

  lineAt(line: number): string {
    return this.document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/\r?\n$/, '');
  }

  offsetAt(position: { line: number; character: number }): number {
    return this.document.offsetAt(position);
  }
}
