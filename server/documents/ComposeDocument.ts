import { join } from 'node:path';
import type { Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { composeFindings, FindingsMemo } from '../../spec/check/composeFindings';
import { inlineDockerfiles } from '../../spec/check/inlineFindings';
import type { Inline } from '../../spec/check/inlineFindings';
import type { CheckSettings } from '../../spec/check/settings';
import { envFilesOf } from '../../spec/compose/envFilesOf';
import { effectiveText } from '../../spec/compose/effectiveText';
import { OVERRIDE_NAMES } from '../../spec/compose/composeFileName';
import { loadProject } from '../../spec/compose/loadProject';
import type { LoadResult } from '../../spec/compose/ComposeProject';
import { ProjectCache } from '../../spec/compose/ProjectCache';
import { projectWith } from '../../spec/compose/projectFiles';
import { PROJECT_TYPE } from '../../spec/compose/vocabulary/projectKeys';
import type { HostFacts } from '../../spec/host/HostFacts';
import { composeImages } from '../../spec/image/composeImages';
import type { ImageUse } from '../../spec/image/ImageUse';
import type { Problem } from '../../spec/Problem';
import type { LocatedMap } from '../../spec/yaml/Located';
import type { PlacedText } from '../../spec/yaml/PlacedText';
import { writtenAround, writtenText } from '../../spec/yaml/writtenText';
import { findOccurrences } from '../names/findOccurrences';
import type { Occurrence } from '../names/Occurrence';
import { InlineDockerfile } from './InlineDockerfile';
import type { OpenDocument, Surroundings } from './OpenDocument';
import { isSyntaxProblem } from './isSyntaxProblem';
import { mergedFiles } from './mergedFiles';
import { SpecDocument } from './SpecDocument';

/** `$NAME` or `${NAME` being typed; `$$` is a plain dollar sign. */
const OPEN_VARIABLE = /(?:^|[^$])(?:\$\$)*\$\{?\w*$/;

/** A Compose file; what is derived from its text is made once, when it is first asked for, out of the version before. */
export class ComposeDocument extends SpecDocument {
  readonly type = PROJECT_TYPE;
  private readonly cache: ProjectCache;
  private readonly findingsMemo: FindingsMemo;
  private cachedProject: LoadResult | undefined;
  private cachedImages: readonly ImageUse[] | undefined;
  private cachedInline: readonly InlineDockerfile[] | undefined;
  private cachedMerged: ReadonlySet<string> | undefined;
  private cachedOccurrences: readonly Occurrence[] | undefined;

  constructor(document: TextDocument, surroundings: Surroundings, before: OpenDocument | undefined) {
    super(document, surroundings);
    const known = before instanceof ComposeDocument ? before : undefined;
    this.cache = known?.cache ?? new ProjectCache();
    this.findingsMemo = known?.findingsMemo ?? new FindingsMemo();
  }

  get root(): LocatedMap | undefined {
    return this.roots.get(this.path);
  }

  get roots(): ReadonlyMap<string, LocatedMap> {
    this.load();
    return this.cache.trees;
  }

  get isWellFormed(): boolean {
    const { problems } = this.load();
    return this.root !== undefined && !problems.some((problem) => problem.file === this.path && isSyntaxProblem(problem));
  }

  get occurrences(): readonly Occurrence[] {
    this.load();
    this.cachedOccurrences ??= [...this.cache.trees].flatMap(([path, root]) =>
      findOccurrences(root, path, this.readFile(path) ?? '', (file) => this.scopeOf(file)),
    );
    return this.cachedOccurrences;
  }

  override imageUses(): readonly ImageUse[] {
    this.cachedImages ??= composeImages(this.root, this.path, this.text);
    return this.cachedImages;
  }

  override get projectFiles(): readonly string[] {
    return this.load().project.files;
  }

  override get mergedFiles(): ReadonlySet<string> {
    this.cachedMerged ??= mergedFiles(this.projectFiles, this.roots);
    return this.cachedMerged;
  }

  private get inline(): Inline[] {
    if (!this.text.includes('dockerfile_inline')) return [];
    return inlineDockerfiles(this.root).filter(({ node }) => this.isHere(node));
  }

  override get dockerfiles(): readonly InlineDockerfile[] {
    this.cachedInline ??= this.inline.flatMap((inline) => this.embed(inline, writtenText(inline.node, this.text)) ?? []);
    return this.cachedInline;
  }

  private embed(inline: Inline, placed: PlacedText | undefined): InlineDockerfile | undefined {
    return placed && new InlineDockerfile(this, this.surroundings, inline, placed);
  }

  override embeddedAt(position: Position): InlineDockerfile | undefined {
    const before = this.lineAt(position.line).slice(0, position.character);
    // A single dollar sign begins a variable of this file.
    if (OPEN_VARIABLE.test(before)) return undefined;
    const offset = this.offsetAt(position);
    for (const inline of this.inline) {
      const placed = writtenAround(inline.node, this.text, offset);
      if (placed) return this.embed(inline, placed);
    }
    return undefined;
  }

  /** The project this file is (a part of): it is seen together with its override or base, and every profile counts. */
  private load(): LoadResult {
    if (this.cachedProject) return this.cachedProject;
    const readFile = (path: string): string | undefined => this.readFile(path);
    const files = projectWith(this.path, { readFile, env: this.env });
    const listNames = (path: string): string[] => this.listDirectory(path).map(({ name }) => name);
    return (this.cachedProject = loadProject({ ...files, readFile, listNames, profiles: ['*'] }, this.cache));
  }

  /** The whole project as the engine takes it, and the files that say so, those that may come into being included. */
  effective(): { text: string; files: string[] } | undefined {
    const { project, tree } = this.load();
    if (!tree) return undefined;
    const possible = ['.env', ...OVERRIDE_NAMES].map((name) => join(project.directory, name));
    return { text: effectiveText(project, tree), files: [...new Set([...this.roots.keys(), ...possible])] };
  }

  /** Files with variables have no language of their own: their problems are found with the project. */
  override neighbourProblems(): ReadonlyMap<string, Problem[]> {
    const { project, problems, tree } = this.load();
    const files = envFilesOf(project.directory, tree, this.env).filter((path) => this.hasFile(path));
    return new Map(files.map((path) => [path, problems.filter(({ file }) => file === path)]));
  }

  findings(host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const project = this.load();
    const { path, text } = this;
    const readFile = (one: string): string | undefined => this.readFile(one);
    return composeFindings({ path, text, project, readFile }, this.viewOf(host, settings), settings, this.findingsMemo);
  }
}
