import type { TextDocument } from 'vscode-languageserver-textdocument';
import { dockerfileFindings } from '../../spec/check/dockerfileFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { Build } from '../../spec/compose/builds';
import type { Dockerfile, Instruction } from '../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { Problem } from '../../spec/Problem';
import { textOf } from '../../spec/yaml/Located';
import { findNames } from '../dockerfile/findNames';
import type { DockerfileName } from '../dockerfile/findNames';
import { buildPlaces, ComposeFilesAround } from '../names/buildPlaces';
import type { BuildPlace } from '../names/buildPlaces';
import { OpenDocument } from './OpenDocument';
import type { Surroundings } from './OpenDocument';

/** A Dockerfile, under whatever name; what is derived from its text is made once, when it is first asked for. */
export class DockerfileDocument extends OpenDocument {
  private parsed: Dockerfile | undefined;
  private found: readonly DockerfileName[] | undefined;
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

  /** What Compose files around make of it. */
  private get builds(): readonly Build[] {
    this.cachedBuilds ??= this.composeFiles.builds(this);
    return this.cachedBuilds;
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
    const builds = this.file.stages.length > 1 ? this.builds : [];
    const targets = new Set(builds.map(({ target }) => textOf(target)?.toLowerCase() ?? ''));
    return dockerfileFindings(this.file, { path: this.path, readFile, targets }, settings);
  }
}
