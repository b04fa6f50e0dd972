import { dockerfileFindings } from '../../spec/check/dockerfileFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { Dockerfile } from '../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';
import type { HostFacts } from '../../spec/host/HostFacts';
import type { Problem } from '../../spec/Problem';
import { OpenDocument } from './OpenDocument';

/** A Dockerfile, under whatever name; parsed when it is first asked for. */
export class DockerfileDocument extends OpenDocument {
  private parsed: Dockerfile | undefined;

  get file(): Dockerfile {
    this.parsed ??= parseDockerfile(this.text);
    return this.parsed;
  }

  findings(_host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const readFile = (path: string): string | undefined => this.readFile(path);
    return dockerfileFindings(this.file, { path: this.path, readFile }, settings);
  }
}
