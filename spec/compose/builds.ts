import { resolve } from 'node:path';
import { keyPlace, textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedMap, LocatedScalar, Place } from '../yaml/Located';

/** How a service is built, with the places that say so. */
export interface Build {
  service: string;
  /** Paths the Dockerfile may have; none when it is elsewhere, or a variable decides. */
  dockerfiles: string[];
  /** Where paths in the Dockerfile begin; none when that is elsewhere, or a variable decides. */
  context: string | undefined;
  /** What names the Dockerfile, or the directory it is in. */
  place: Place;
  /** The text of the Dockerfile, when it is in the file. */
  inline: LocatedScalar | undefined;
  target: LocatedScalar | undefined;
  args: { name: string; place: Place }[];
}

/** An address, not a directory. */
const REMOTE = /^([a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i;

const scalarOf = (node: Located | undefined): LocatedScalar | undefined =>
  node?.kind === 'scalar' && node.value !== null ? node : undefined;

const isUnknown = (node: LocatedScalar | undefined): boolean => node?.hasUnsetVariable === true;

function argsOf(node: Located | undefined): Build['args'] {
  if (node?.kind === 'map') return [...node.entries.values()].map((entry) => ({ name: entry.key, place: keyPlace(entry) }));
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => {
    const name = scalarOf(item)?.hasUnsetVariable ? undefined : textOf(item)?.split('=', 1)[0];
    return name ? [{ name, place: item }] : [];
  });
}

function contextOf(build: Located, context: LocatedScalar | undefined): string | undefined {
  const directory = textOf(context) ?? '.';
  return isUnknown(context) || REMOTE.test(directory) ? undefined : resolve((context ?? build).origin.baseDir, directory);
}

function dockerfilesOf(base: string | undefined, file: LocatedScalar | undefined): string[] {
  if (base === undefined || isUnknown(file)) return [];
  const name = textOf(file);
  return name === undefined ? [resolve(base, 'Dockerfile'), resolve(base, 'dockerfile')] : [resolve(base, name)];
}

function buildOf(service: string, build: Located): Build {
  const context = build.kind === 'scalar' ? build : scalarOf(valueAt(build, 'context'));
  const file = scalarOf(valueAt(build, 'dockerfile'));
  const inline = scalarOf(valueAt(build, 'dockerfile_inline'));
  const base = contextOf(build, context);
  return {
    service,
    dockerfiles: inline ? [] : dockerfilesOf(base, file),
    context: base,
    place: file ?? context ?? build,
    inline,
    target: scalarOf(valueAt(build, 'target')),
    args: argsOf(valueAt(build, 'args')),
  };
}

/** The builds of a project or of one of its files. */
export function buildsOf(root: LocatedMap | undefined): Build[] {
  const services = valueAt(root, 'services');
  if (services?.kind !== 'map') return [];
  return [...services.entries.values()].flatMap(({ key, value }) => {
    const build = valueAt(value, 'build');
    return !build || key.startsWith('x-') || (build.kind === 'scalar' && build.value === null) ? [] : [buildOf(key, build)];
  });
}
