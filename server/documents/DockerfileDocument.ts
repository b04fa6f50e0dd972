import { dockerfileFindings } from '../../spec/check/dockerfileFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { Dockerfile, Instruction } from '../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { Problem } from '../../spec/Problem';
import { findNames } from '../dockerfile/findNames';
import type { DockerfileName } from '../dockerfile/findNames';
import { OpenDocument } from './OpenDocument';

/** A Dockerfile, under whatever name; what is derived from its text is made once, when it is first asked for. */
export class DockerfileDocument extends OpenDocument {
  private parsed: Dockerfile | undefined;
  private found: readonly DockerfileName[] | undefined;

  get file(): Dockerfile {
    this.parsed ??= parseDockerfile(this.text);
    return this.parsed;
  }

  /** Stages and variables, in the order of the text. */
  get names(): readonly DockerfileName[] {
    this.found ??= findNames(this.file);
    return this.found;
  }

  instructionAt(offset: number): Instruction | undefined {
    return this.file.instructions.find(({ range: [start, end] }) => start <= offset && offset <= end);
  }

  findings(_host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const readFile = (path: string): string | undefined => this.readFile(path);
    return dockerfileFindings(this.file, { path: this.path, readFile }, settings);
  }
}
