import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location, Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { composeFindings } from '../../spec/check/composeFindings';
import type { HostMemo } from '../../spec/check/hostProblems';
import type { CheckSettings } from '../../spec/check/settings';
import { projectFiles } from '../../spec/compose/composeFileName';
import { loadProject } from '../../spec/compose/loadProject';
import type { LoadResult } from '../../spec/compose/ComposeProject';
import type { ProjectCache } from '../../spec/compose/ProjectCache';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { Problem } from '../../spec/Problem';
import { rangeInFile } from '../../spec/yaml/Located';
import type { LocatedEntry, LocatedMap, Place } from '../../spec/yaml/Located';
import { findOccurrences } from '../names/findOccurrences';
import type { Occurrence } from '../names/Occurrence';

/** How documents get at what is beside them; text of open documents comes before that on disk. */
export interface Surroundings {
  readFile: (path: string) => string | undefined;
  env: Record<string, string | undefined>;
}

export function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    // An unsaved or remote document has a name all the same.
    return join('/', decodeURIComponent(uri.slice(uri.lastIndexOf(':') + 1)));
  }
}

/** One version of one Compose file; what is derived from its text is made once, when it is first asked for, out of the version before. */
export class ComposeDocument {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  private readonly document: TextDocument;
  private readonly surroundings: Surroundings;
  private readonly cache: ProjectCache;
  private readonly hostMemo: HostMemo;
  private cachedProject: LoadResult | undefined;
  private cachedOccurrences: readonly Occurrence[] | undefined;

  constructor(document: TextDocument, surroundings: Surroundings, cache: ProjectCache, hostMemo: HostMemo) {
    this.document = document;
    this.surroundings = surroundings;
    this.cache = cache;
    this.hostMemo = hostMemo;
    this.uri = document.uri;
    this.path = pathOf(document.uri);
    this.text = document.getText();
  }

  /** The file's own tree with variables filled in; `undefined` when it has no mapping at its root. */
  get root(): LocatedMap | undefined {
    this.load();
    return this.cache.trees.get(this.path);
  }

  /** The project this file is (a part of): an override file is seen together with its base, and every profile counts. */
  get project(): LoadResult {
    return this.load();
  }

  private load(): LoadResult {
    this.cachedProject ??= loadProject(
      {
        files: this.projectFiles(),
        readFile: (path) => this.readFile(path),
        env: this.surroundings.env,
        profiles: ['*'],
      },
      this.cache,
    );
    return this.cachedProject;
  }

  private readFile(path: string): string | undefined {
    return path === this.path ? this.text : this.surroundings.readFile(path);
  }

  private projectFiles(): string[] {
    return projectFiles(this.path, (path) => this.surroundings.readFile(path) !== undefined);
  }

  /** Everything to be said of this file. */
  findings(host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const { path, text, root, project } = this;
    return composeFindings({ path, text, root, project }, host, settings, this.hostMemo);
  }

  isHere(place: Place): boolean {
    return place.origin.file === this.path;
  }

  hasFile(path: string): boolean {
    return this.readFile(path) !== undefined;
  }

  /** Every name of the project where it is written, in all its files. */
  get occurrences(): readonly Occurrence[] {
    this.load();
    this.cachedOccurrences ??= [...this.cache.trees].flatMap(([path, root]) =>
      findOccurrences(root, path, this.readFile(path) ?? ''),
    );
    return this.cachedOccurrences;
  }

  /** Offsets of this or another file of the project as the protocol wants them. */
  locationOf(file: string, offsets: readonly [number, number]): Location {
    if (file === this.path) return { uri: this.uri, range: this.rangeOfOffsets(offsets) };
    const uri = pathToFileURL(file).href;
    const other = TextDocument.create(uri, 'yaml', 0, this.readFile(file) ?? '');
    return { uri, range: { start: other.positionAt(offsets[0]), end: other.positionAt(offsets[1]) } };
  }

  rangeOf(place: Place): Range {
    return this.rangeOfOffsets(rangeInFile(place));
  }

  rangeOfKey({ keyOrigin, keyRange }: LocatedEntry): Range {
    return this.rangeOf({ origin: keyOrigin, range: keyRange });
  }

  rangeOfOffsets([start, end]: readonly [number, number]): Range {
    return { start: this.document.positionAt(start), end: this.document.positionAt(end) };
  }

  offsetAt(position: { line: number; character: number }): number {
    return this.document.offsetAt(position);
  }
}
