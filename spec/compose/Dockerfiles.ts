import type { Dockerfile } from '../dockerfile/Dockerfile';
import { parseDockerfile } from '../dockerfile/parse/parseDockerfile';
import type { LocatedScalar } from '../yaml/Located';
import type { Build } from './builds';

type ReadFile = (path: string) => string | undefined;

/** Dockerfiles of a project, each parsed once per text. */
export class Dockerfiles {
  private readonly known = new Map<string, Dockerfile>();
  private readonly inline = new WeakMap<LocatedScalar, Dockerfile>();

  /** The Dockerfile of a build; its path is none when the text is in the Compose file. */
  of({ inline, dockerfiles }: Build, readFile: ReadFile): { path?: string; file: Dockerfile } | undefined {
    // What a variable without a value would make of it nobody knows.
    if (inline) return inline.hasUnsetVariable ? undefined : { file: this.within(inline) };
    const path = dockerfiles.find((one) => readFile(one) !== undefined);
    return path === undefined ? undefined : { path, file: this.at(path, readFile(path) ?? '') };
  }

  private within(node: LocatedScalar): Dockerfile {
    const file = this.inline.get(node) ?? parseDockerfile(String(node.value));
    this.inline.set(node, file);
    return file;
  }

  private at(path: string, text: string): Dockerfile {
    const known = this.known.get(path);
    if (known?.text === text) return known;
    const file = parseDockerfile(text);
    this.known.set(path, file);
    return file;
  }
}
