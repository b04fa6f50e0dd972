import { buildsOf } from '../compose/builds';
import type { Build } from '../compose/builds';
import type { Dockerfiles } from '../compose/Dockerfiles';
import { checkDockerfile } from '../dockerfile/check/checkDockerfile';
import type { Problem } from '../Problem';
import { rangeInFile, textOf } from '../yaml/Located';
import type { LocatedMap, LocatedScalar } from '../yaml/Located';
import { writtenText } from '../yaml/writtenText';

type ReadFile = (path: string) => string | undefined;

/** A Dockerfile that stands in a Compose file, and the builds that take it: a fragment may be that of several. */
export interface Inline {
  node: LocatedScalar;
  builds: Build[];
}

export function inlineDockerfiles(root: LocatedMap | undefined): Inline[] {
  const found = new Map<string, Inline>();
  for (const build of buildsOf(root)) {
    const { inline: node } = build;
    if (!node) continue;
    const id = `${rangeInFile(node)[0]} ${node.origin.file}`;
    const known = found.get(id);
    if (known) known.builds.push(build);
    else found.set(id, { node, builds: [build] });
  }
  return [...found.values()];
}

/** What the rules need to know of the builds of one Dockerfile. */
export function surroundingsOf(builds: readonly Build[]): { contexts: () => string[]; targets: Set<string> } {
  const contexts = new Set(builds.flatMap(({ context }) => context ?? []));
  return { contexts: () => [...contexts], targets: new Set(builds.map(({ target }) => textOf(target)?.toLowerCase() ?? '')) };
}

/** A path for a text that is no file of its own, beside the file it is in. */
export function inlinePath({ node, builds: [build] }: Inline): string {
  return `${node.origin.file}#${build?.service ?? ''}`;
}

function findingsIn(inline: Inline, readFile: ReadFile, dockerfiles: Dockerfiles): Problem[] {
  const { node, builds } = inline;
  const [build] = builds;
  const dockerfile = build && dockerfiles.of(build, readFile)?.file;
  if (!dockerfile) return [];
  const { file } = node.origin;
  const written = writtenText(node, readFile(file) ?? '');
  const found = checkDockerfile(dockerfile, { path: inlinePath(inline), readFile, ...surroundingsOf(builds) });
  // The fixes of Dockerfiles are made in the text itself.
  return found.map(({ code, severity, message, range }) => ({
    ...{ code, severity, message, file },
    range: written?.rangeOf(range) ?? rangeInFile(node),
  }));
}

/** Everything to be said of the Dockerfiles that stand in the files of a project. */
export function inlineFindings(root: LocatedMap | undefined, readFile: ReadFile, dockerfiles: Dockerfiles): Problem[] {
  return inlineDockerfiles(root).flatMap((inline) => findingsIn(inline, readFile, dockerfiles));
}
