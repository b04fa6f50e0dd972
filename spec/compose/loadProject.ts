import { dirname, join, resolve } from 'node:path';
import type { Problem } from '../Problem';
import { textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedMap } from '../yaml/Located';
import { parseBoolean } from './units';
import { checkReferences } from './check/checkReferences';
import { checkSupport } from './check/checkSupport';
import { dependenciesOf, dependencyOrder } from './check/dependencyOrder';
import type { ComposeProject, LoadResult, ProjectSource } from './ComposeProject';
import { parseDotEnv } from './dotenv';
import type { LoadContext } from './LoadContext';
import { MAX_FILES, reportFile } from './LoadContext';
import { loadTree } from './loadTree';
import { dropResets } from './mergeTrees';
import { normalizeService } from './normalize/normalizeService';
import type { NormalizeContext } from './normalize/NormalizeContext';
import { volumeName } from './normalize/storage';
import { directoryProjectName, isProjectName } from './projectName';
import { PROJECT_KEYS, SERVICE_KEYS } from './vocabulary/projectKeys';

function chooseName(context: LoadContext, source: ProjectSource, directory: string, root: LocatedMap): string {
  const chosen = source.name ?? context.lookup('COMPOSE_PROJECT_NAME') ?? textOf(valueAt(root, 'name'));
  if (chosen === undefined || chosen === '') return directoryProjectName(directory);
  if (!isProjectName(chosen))
    reportFile(
      context,
      'project-name-invalid',
      source.files[0] ?? directory,
      `Project name '${chosen}' must be of lower-case letters, digits, '_' and '-', and begin with a letter or digit.`,
    );
  return chosen;
}

/** A service is there without profiles, or when one of them is active (`*` is all). */
function isActive(service: Located, active: ReadonlySet<string>): boolean {
  const profiles = valueAt(service, 'profiles');
  if (profiles?.kind !== 'seq' || profiles.items.length === 0 || active.has('*')) return true;
  return profiles.items.some((item) => active.has(textOf(item) ?? ''));
}

function activeServices(context: LoadContext, source: ProjectSource, services: LocatedMap): LocatedMap {
  const listed = source.profiles ?? (context.lookup('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
  const active = new Set(listed);
  const entries = new Map([...services.entries].filter(([, { value }]) => isActive(value, active)));
  for (const [name, { value }] of entries) {
    for (const { name: needed, place } of dependenciesOf(value)) {
      if (entries.has(needed) || !services.entries.has(needed)) continue;
      if (textOf(valueAt(value, 'depends_on', needed, 'required')) === 'false') continue;
      const profiles = valueAt(services, needed, 'profiles');
      const names = profiles?.kind === 'seq' ? profiles.items.map(textOf).join(', ') : '';
      const message = `Service ${name} needs ${needed}, which is not there without profile ${names}.`;
      context.problems.push({
        code: 'dependency-inactive',
        severity: 'error',
        message,
        file: place.origin.file,
        range: place.range,
      });
    }
  }
  return { ...services, entries };
}

function resourcesOf(
  context: NormalizeContext,
  section: 'networks' | 'volumes',
): Record<string, { name: string; external: boolean; driver?: string }> {
  const node = valueAt(context.root, section);
  if (node?.kind !== 'map') return {};
  const entries = [...node.entries.values()].map(({ key, value }) => {
    const externalNode = valueAt(value, 'external');
    const external = externalNode?.kind === 'map' || parseBoolean(textOf(externalNode) ?? '') === true;
    const ownName = textOf(valueAt(value, 'name'));
    const driver = textOf(valueAt(value, 'driver'));
    const name = section === 'volumes' ? volumeName(context, key) : (ownName ?? (external ? key : `${context.project}_${key}`));
    return [key, { name, external, ...(driver === undefined ? {} : { driver }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The project's own keys, without the networks: what of them counts is said where a service uses them. */
function checkProjectSupport(root: LocatedMap): Problem[] {
  return ['volumes', 'secrets', 'configs', 'models'].flatMap((section) => {
    const node = valueAt(root, section);
    const spec = PROJECT_KEYS[section];
    return node && spec ? checkSupport(node, spec.type, [section]) : [];
  });
}

function makeProject(context: LoadContext, source: ProjectSource, directory: string, root: LocatedMap): ComposeProject {
  const project = chooseName(context, source, directory, root);
  const services = valueAt(root, 'services');
  const all: LocatedMap = services?.kind === 'map' ? services : { ...root, entries: new Map() };
  if (all.entries.size === 0)
    reportFile(context, 'project-empty', root.origin.file, 'This project has no services: add one under services.');
  context.problems.push(...checkReferences(root), ...checkProjectSupport(root));
  const active = activeServices(context, source, withoutFragments(all));
  const { order, problems } = dependencyOrder(active);
  context.problems.push(...problems);
  const containerNameOf = (name: string): string => textOf(valueAt(all, name, 'container_name')) ?? `${project}-${name}-1`;
  const normalize: NormalizeContext = {
    ...context,
    project,
    directory,
    files: source.files,
    env: source.env,
    root,
    containerNameOf,
  };
  const normalized = order.flatMap((name) => {
    const entry = active.entries.get(name);
    if (entry?.value.kind !== 'map') return [];
    context.problems.push(...checkSupport(entry.value, { kind: 'object', keys: SERVICE_KEYS }, ['services', name]));
    return [normalizeService(normalize, entry)];
  });
  return {
    name: project,
    directory,
    files: source.files,
    services: normalized,
    networks: resourcesOf(normalize, 'networks'),
    volumes: resourcesOf(normalize, 'volumes'),
  };
}

function withoutFragments(services: LocatedMap): LocatedMap {
  return { ...services, entries: new Map([...services.entries].filter(([name]) => !name.startsWith('x-'))) };
}

/** Two services extending one base report the base's problem twice; people need it once. */
function withoutRepeats(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const id = JSON.stringify([problem.code, problem.file, problem.range, problem.message]);
    return !seen.has(id) && seen.add(id);
  });
}

/**
 * Compose files as the containers to create. Never throws for what files say: with a problem of severity `error` the project
 * is still as complete as it can be, but must not be run.
 */
export function loadProject(source: ProjectSource): LoadResult {
  const files = source.files.map((file) => resolve(file));
  const directory = dirname(files[0] ?? '/');
  const problems: Problem[] = [];
  const envPath = join(directory, '.env');
  const fromProcess = (name: string): string | undefined => source.env[name];
  const dotEnv = parseDotEnv(source.readFile(envPath) ?? '', envPath, fromProcess);
  problems.push(...dotEnv.problems);
  const lookup = (name: string): string | undefined => source.env[name] ?? dotEnv.variables.get(name);
  const context: LoadContext = { readFile: source.readFile, lookup, budget: { files: MAX_FILES }, problems };
  const tree = loadTree(context, files, directory);
  const merged = tree && dropResets(tree);
  if (merged?.kind !== 'map') {
    const empty: ComposeProject = {
      name: source.name ?? directoryProjectName(directory),
      directory,
      files,
      services: [],
      networks: {},
      volumes: {},
    };
    if (problems.every(({ severity }) => severity !== 'error'))
      reportFile(context, 'project-empty', files[0] ?? directory, 'This file is empty: a Compose file has services.');
    return { project: empty, problems: withoutRepeats(problems) };
  }
  const project = makeProject(context, { ...source, files }, directory, merged);
  return { project, problems: withoutRepeats(problems) };
}
