import { dirname } from 'node:path';
import { buildsOf } from '../../spec/compose/builds';
import type { Build } from '../../spec/compose/builds';
import { isComposeFileName } from '../../spec/compose/composeFileName';
import type { Dockerfile } from '../../spec/dockerfile/Dockerfile';
import { stageNamed } from '../../spec/dockerfile/stages';
import { rangeInFile, textOf } from '../../spec/yaml/Located';
import type { Place } from '../../spec/yaml/Located';
import { YamlFile } from '../../spec/yaml/YamlFile';
import type { OpenDocument } from '../documents/OpenDocument';
import type { NamePlace } from './Occurrence';

/** A stage or an argument of a Dockerfile where a Compose file names it, with the id it has there. */
export interface BuildPlace extends NamePlace {
  id: string;
}

function placeOf(id: string, name: string, place: Place, readFile: (path: string) => string | undefined): BuildPlace[] {
  const { file } = place.origin;
  const [start, end] = rangeInFile(place);
  const at = (readFile(file) ?? '').slice(start, end).indexOf(name);
  // What came out of a variable is not written here.
  return at < 0 ? [] : [{ id, name, isDefinition: false, file, range: [start + at, start + at + name.length] }];
}

/** Where a build names what its Dockerfile has. */
export function buildPlaces(
  { target, args }: Build,
  { stages }: Dockerfile,
  readFile: (path: string) => string | undefined,
): BuildPlace[] {
  const name = textOf(target) ?? '';
  const stage = target && !target.isInterpolated ? stageNamed(stages, name) : undefined;
  return [
    ...(target && stage ? placeOf(`stage ${stage.index}`, name, target, readFile) : []),
    ...args.flatMap(({ name: arg, place }) => placeOf(`variable ${arg}`, arg, place, readFile)),
  ];
}

/** A Compose file that builds from a directory is in it, or a little further up. */
const MAX_LEVELS = 3;
const MAX_FILES = 20;

/** Compose files around a Dockerfile, each parsed anew only where it changed. */
export class ComposeFilesAround {
  private readonly known = new Map<string, YamlFile>();

  /** The builds that take this Dockerfile. */
  builds(document: OpenDocument): Build[] {
    return this.paths(document).flatMap((path) => {
      const file = this.known.get(path) ?? new YamlFile(path, dirname(path));
      this.known.set(path, file);
      const { root } = file.parse(document.readFile(path) ?? '');
      const builds = root?.kind === 'map' ? buildsOf(root) : [];
      return builds.filter(({ dockerfiles }) => dockerfiles.includes(document.path));
    });
  }

  private paths(document: OpenDocument): string[] {
    const directories = [dirname(document.path)];
    for (let level = 1; level < MAX_LEVELS; level++) directories.push(dirname(directories.at(-1) ?? '/'));
    return [...new Set(directories)]
      .flatMap((directory) =>
        document
          .listDirectory(directory)
          .flatMap(({ name, isDirectory }) =>
            !isDirectory && isComposeFileName(name) ? [`${directory === '/' ? '' : directory}/${name}`] : [],
          ),
      )
      .slice(0, MAX_FILES);
  }
}
