import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isComposeFileName } from '../../../spec/compose/composeFileName';
import { isDockerfileName } from '../../../spec/dockerfile/dockerfileName';

/** Packages that `npm test -- server` fetches: see scripts/specPackages.mjs. */
const FOLDER = join(__dirname, '../../../build/specs');

/** Fixtures of a client of Compose, named as they like. */
const OTHER_COMPOSE_NAME = /\.docker-compose\.yml$|^dockerode-compose.*\/test\/assets\/.*\.yml$|\/jaeger-docker-compose\.yml$/;

interface ForeignSpec {
  /** Below the folder of all packages. */
  name: string;
  path: string;
  text: string;
}

/** Specs in packages of others, by kind. */
export function foreignSpecs(): { compose: ForeignSpec[]; dockerfiles: ForeignSpec[] } {
  const names = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
    .sort();
  const read = (name: string): ForeignSpec => ({
    name: name.replace(/\/usr\/(share\/(doc|gocode\/src|cargo\/registry|rubygems-integration\/all\/gems)\/)?/, ':'),
    path: join(FOLDER, name),
    text: readFileSync(join(FOLDER, name), 'utf8'),
  });
  return {
    compose: names.filter((name) => isComposeFileName(basename(name)) || OTHER_COMPOSE_NAME.test(name)).map(read),
    dockerfiles: names.filter((name) => isDockerfileName(basename(name))).map(read),
  };
}
