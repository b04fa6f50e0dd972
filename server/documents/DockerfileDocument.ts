import { dirname } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { dockerfileFindings } from '../../spec/check/dockerfileFindings';
import { surroundingsOf } from '../../spec/check/inlineFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { Build } from '../../spec/compose/builds';
import type { Dockerfile, Instruction } from '../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';
import type { HostFacts } from '../../spec/host/HostFacts';
import { dockerfileImages } from '../../spec/image/dockerfileImages';
import type { ImageUse } from '../../spec/image/ImageUse';
import type { Problem } from '../../spec/Problem';
import { findNames } from '../dockerfile/findNames';
import type { DockerfileName } from '../dockerfile/findNames';
import { buildPlaces, ComposeFilesAround } from '../names/buildPlaces';
import type { BuildPlace } from '../names/buildPlaces';
import { OpenDocument } from './OpenDocument';
import type { Surroundings } from './OpenDocument';

/** A Dockerfile, under whatever name; what is derived from its text is made once, when it is first asked for. */
export class DockerfileDocument extends OpenDocument {
  /** Whether the text is all of a file. */
  readonly isWhole: boolean = true;
  private parsed: Dockerfile | undefined;
  private found: readonly DockerfileName[] | undefined;
  private cachedImages: readonly ImageUse[] | undefined;
  private cachedBuilds: readonly Build[] | undefined;
  private readonly composeFiles: ComposeFilesAround;

  constructor(document: TextDocument, surroundings: Surroundings, before: OpenDocument | undefined) {
    super(document, surroundings);
    this.composeFiles = before instanceof DockerfileDocument ? before.composeFiles : new ComposeFilesAround();
  }

  get file(): Dockerfile {
    this.parsed ??= parseDockerfile(this.text);
    return this.parsed;
  }

  /** Stages and variables, in the order of the text. */
  get names(): readonly DockerfileName[] {
    this.found ??= findNames(this.file);
    return this.found;
  }

  override imageUses(): readonly ImageUse[] {
    this.cachedImages ??= dockerfileImages(this.file);
    return this.cachedImages;
  }

  /** What Compose files around make of it. */
  protected get builds(): readonly Build[] {
    this.cachedBuilds ??= this.composeFiles.builds(this);
    return this.cachedBuilds;
  }

  /** The directories it is built with, as Compose files around say; otherwise its own. */
  get contexts(): string[] {
    return this.builds.length > 0 ? surroundingsOf(this.builds).contexts() : [dirname(this.path)];
  }

  /** Where Compose files name a stage or an argument of it. */
  get composePlaces(): BuildPlace[] {
    return this.builds.flatMap((build) => buildPlaces(build, this.file, (path) => this.readFile(path)));
  }

  instructionAt(offset: number): Instruction | undefined {
    return this.file.instructions.find(({ range: [start, end] }) => start <= offset && offset <= end);
  }

  findings(_host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const readFile = (path: string): string | undefined => this.readFile(path);
    // With one stage there is none without use.
    const { targets } = surroundingsOf(this.file.stages.length > 1 ? this.builds : []);
    return dockerfileFindings(this.file, { path: this.path, readFile, contexts: () => this.contexts, targets }, settings);
  }
}
