import { buildsOf } from '../../spec/compose/builds';
import type { Build } from '../../spec/compose/builds';
import { Dockerfiles } from '../../spec/compose/Dockerfiles';
import type { Dockerfile } from '../../spec/dockerfile/Dockerfile';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Place } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { findNames } from '../dockerfile/findNames';
import { buildPlaces } from './buildPlaces';
import type { NamePlace } from './Occurrence';

/** A build of a Compose file with its Dockerfile, which is a file of its own. */
interface OpenBuild {
  build: Build;
  path: string;
  file: Dockerfile;
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
  const { path, file } = opened;
  const same = builds.filter((build) => open(build, dockerfiles, readFile)?.path === path);
  const places = same.flatMap((build) => buildPlaces(build, file, readFile));
  const place = places.find((one) => one.file === document.path && one.range[0] <= offset && offset <= one.range[1]);
  if (!place) return undefined;
  const named = findNames(file).filter(({ id }) => id === place.id);
  const inFile = named.map(({ name, isDefinition, range }): NamePlace => ({ name, isDefinition, file: path, range }));
  return { here: place, all: [...inFile.filter(({ name }) => !/^\d/.test(name)), ...places.filter(({ id }) => id === place.id)] };
}

function open(build: Build, dockerfiles: Dockerfiles, readFile: (path: string) => string | undefined): OpenBuild | undefined {
  const found = build.inline ? undefined : dockerfiles.of(build, readFile);
  return found?.path === undefined ? undefined : { build, path: found.path, file: found.file };
}
