import type { Dockerfile } from '../dockerfile/Dockerfile';
import { parseDockerfile } from '../dockerfile/parse/parseDockerfile';
import type { Build } from './builds';

type ReadFile = (path: string) => string | undefined;

/** Dockerfiles of a project, each parsed once per text. */
export class Dockerfiles {
  private readonly known = new Map<string, Dockerfile>();

  /** The Dockerfile of a build; its path is none when the text is in the Compose file. */
  of({ inline, dockerfiles }: Build, readFile: ReadFile): { path?: string; file: Dockerfile } | undefined {
    if (inline) return inline.isInterpolated ? undefined : { file: parseDockerfile(String(inline.value)) };
    const path = dockerfiles.find((one) => readFile(one) !== undefined);
    return path === undefined ? undefined : { path, file: this.at(path, readFile(path) ?? '') };
  }

  private at(path: string, text: string): Dockerfile {
    const known = this.known.get(path);
    if (known?.text === text) return known;
    const file = parseDockerfile(text);
    this.known.set(path, file);
    return file;
  }
}
