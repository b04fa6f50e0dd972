import { buildsOf } from '../../spec/compose/builds';
import type { Build } from '../../spec/compose/builds';
import { Dockerfiles } from '../../spec/compose/Dockerfiles';
import type { Dockerfile, Range } from '../../spec/dockerfile/Dockerfile';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Place } from '../../spec/yaml/Located';
import { writtenText } from '../../spec/yaml/writtenText';
import type { SpecDocument } from '../documents/SpecDocument';
import { findNames } from '../dockerfile/findNames';
import { buildPlaces } from './buildPlaces';
import type { NamePlace } from './Occurrence';

/** A build of a Compose file with its Dockerfile, which is a file of its own or stands in the Compose file. */
interface OpenBuild {
  /** The same for all builds of one Dockerfile. */
  id: string;
  dockerfile: Dockerfile;
  file: string;
  /** A place of the Dockerfile in its file, when it is written there as it is. */
  rangeOf: (range: Range) => Range | undefined;
}

function isAt({ target, args }: Build, path: string, offset: number): boolean {
  const isIn = (place: Place): boolean => {
    const [start, end] = rangeInFile(place);
    return place.origin.file === path && start <= offset && offset <= end;
  };
  return (target !== undefined && isIn(target)) || args.some(({ place }) => isIn(place));
}

/** The stage or argument at an offset of a Compose file: in its Dockerfile, and in every build of the project from there. */
export function buildNamesAt(document: SpecDocument, offset: number): { here: NamePlace; all: NamePlace[] } | undefined {
  const builds = [...document.roots.values()].flatMap(buildsOf);
  const here = builds.find((build) => isAt(build, document.path, offset));
  const dockerfiles = new Dockerfiles();
  const readFile = (path: string): string | undefined => document.readFile(path);
  const opened = here && open(here, dockerfiles, readFile);
  if (!opened) return undefined;
  const { id, dockerfile, file, rangeOf } = opened;
  const same = builds.filter((build) => open(build, dockerfiles, readFile)?.id === id);
  const places = same.flatMap((build) => buildPlaces(build, dockerfile, readFile));
  const place = places.find((one) => one.file === document.path && one.range[0] <= offset && offset <= one.range[1]);
  if (!place) return undefined;
  const inFile = findNames(dockerfile).flatMap(({ id: nameId, name, isDefinition, range }): NamePlace[] => {
    const written = nameId === place.id && !/^\d/.test(name) ? rangeOf(range) : undefined;
    return written ? [{ name, isDefinition, file, range: written }] : [];
  });
  return { here: place, all: [...inFile, ...places.filter((one) => one.id === place.id)] };
}

function open(build: Build, dockerfiles: Dockerfiles, readFile: (path: string) => string | undefined): OpenBuild | undefined {
  const found = dockerfiles.of(build, readFile);
  if (!found) return undefined;
  const { path, file: dockerfile } = found;
  if (path !== undefined) return { id: path, dockerfile, file: path, rangeOf: (range) => range };
  const { inline } = build;
  if (!inline) return undefined;
  const { file } = inline.origin;
  const written = writtenText(inline, readFile(file) ?? '');
  const rangeOf = (range: Range): Range | undefined => (written?.isWritten(range) ? written.rangeOf(range) : undefined);
  return { id: `${rangeInFile(inline)[0]} ${file}`, dockerfile, file, rangeOf };
}
