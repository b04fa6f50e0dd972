import { dirname, join, resolve } from 'node:path';
import { placeInFile } from '../Problem';
import type { PlacedProblem } from '../Problem';
import { isNull, keyPlace, rangeInFile, textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedEntry, LocatedMap, Place } from '../yaml/Located';
import { parseBoolean } from './units';
import { chooseName, NAME_VARIABLE } from './chooseName';
import { checkReferences } from './check/checkReferences';
import { checkRules } from './check/checkRules';
import { checkService } from './check/checkService';
import type { CheckedService } from './check/checkService';
import { checkSupport } from './check/checkSupport';
import { definedBeside } from './definedBeside';
import { dependencyOrder } from './check/dependencyOrder';
import { definitionSources } from './check/rules/definitionSources';
import { grants } from './check/rules/grants';
import { unusedDefinitions } from './check/rules/unusedDefinitions';
import { eachOnce } from './eachOnce';
import type { ComposeService, LoadResult, ProjectSource } from './ComposeProject';
import type { LoadContext } from './LoadContext';
import { MAX_FILES, report, reportFile } from './LoadContext';
import { loadTree } from './loadTree';
import { dropResets } from './mergeTrees';
import type { NormalizeContext } from './normalize/NormalizeContext';
import { volumeName } from './normalize/storage';
import { ProjectCache } from './ProjectCache';
import { PROJECT_KEYS } from './vocabulary/projectKeys';

function profilesOf(service: Located | undefined): string[] {
  const profiles = valueAt(service, 'profiles');
  return profiles?.kind === 'seq' ? profiles.items.map((item) => textOf(item) ?? '') : [];
}

/** A service is there without profiles, or when one of them is active (`*` is all). */
function isActive(service: Located, active: ReadonlySet<string>): boolean {
  const profiles = profilesOf(service);
  return profiles.length === 0 || active.has('*') || profiles.some((profile) => active.has(profile));
}

/** Whether a service may be there without another one: one of its own profiles, or none at all, does not bring that. */
function mayBeWithout(service: Located, needed: Located | undefined): boolean {
  const [own, others] = [profilesOf(service), profilesOf(needed)];
  return others.length > 0 && (own.length === 0 || !own.every((profile) => others.includes(profile)));
}

function activeServices(
  context: LoadContext,
  source: ProjectSource,
  services: LocatedMap,
  checked: ReadonlyMap<string, CheckedService>,
): LocatedMap {
  const listed = source.profiles ?? (context.lookup('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
  const active = new Set(listed);
  const entries = new Map([...services.entries].filter(([, { value }]) => isActive(value, active)));
  // Looked at as a whole, nobody knows yet which profiles there will be.
  const isOpen = active.has('*') && [...services.entries.values()].some(({ value }) => valueAt(value, 'profiles'));
  if (!isOpen && entries.size === services.entries.size) return services;
  for (const [name, { value }] of entries) {
    for (const { name: needed, place } of checked.get(name)?.dependencies ?? []) {
      const other = services.entries.get(needed)?.value;
      if (!other || !(isOpen ? mayBeWithout(value, other) : !entries.has(needed))) continue;
      if (textOf(valueAt(value, 'depends_on', needed, 'required')) === 'false') continue;
      const message = `Service ${name} needs ${needed}, which is not there without profile ${profilesOf(other).join(' or ')}.`;
      context.problems.push({
        code: 'dependency-inactive',
        severity: isOpen ? 'warning' : 'error',
        message,
        place,
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

/** Sources of a secret or config other than its file. */
const SOURCES: readonly (string | number | undefined)[] = ['environment', 'content'];

/** The project's own keys, without the networks and where a secret is taken from: what of them counts is said where a service uses them. */
function checkProjectSupport({ cache }: LoadContext, root: LocatedMap): PlacedProblem[] {
  return ['volumes', 'secrets', 'configs', 'models'].flatMap((section) => {
    const node = valueAt(root, section);
    const spec = PROJECT_KEYS[section];
    const found = node && spec ? cache.support.get(node, [section], () => checkSupport(node, spec.type, [section])) : [];
    return found.filter(({ path = [] }) => path.length !== 3 || !SOURCES.includes(path[2]));
  });
}

type Made = Pick<LoadResult, 'project' | 'services'>;

function makeProject(context: LoadContext, source: ProjectSource, project: string, directory: string, root: LocatedMap): Made {
  const entry = root.entries.get('services');
  const all: LocatedMap = entry?.value.kind === 'map' ? entry.value : { ...root, entries: new Map() };
  const isOfWrongType = entry !== undefined && entry.value.kind !== 'map' && !isNull(entry.value);
  if (all.entries.size === 0 && !isOfWrongType) {
    const place = entry ? keyPlace(entry) : placeInFile(root.origin.file, [0, 0]);
    report(context, 'project-empty', place, 'This project has no services: add one under services.');
  }
  const services = checkServices(context, source, root, all);
  const containerNameOf = (name: string): string => textOf(valueAt(all, name, 'container_name')) ?? `${project}-${name}-1`;
  const { readFile, lookup, cache } = context;
  const { files, env } = source;
  const normalize: NormalizeContext = { readFile, lookup, project, directory, files, env, root, containerNameOf };
  let made: ComposeService[] | undefined;
  return {
    services,
    project: {
      name: project,
      directory,
      files,
      get services() {
        return (made ??= services.map((one) => cache.services.get(normalize, one)));
      },
      networks: resourcesOf(normalize, 'networks'),
      volumes: resourcesOf(normalize, 'volumes'),
    },
  };
}

/** Problems for which something is not known that may be written. */
const LEAVES_OUT: readonly string[] = ['file-not-found', 'variable-required'];

function ofBase(missing: PlacedProblem, service: string): PlacedProblem {
  const message = `Service ${service} has neither image nor build: it can only be extended by others, not run.`;
  return { ...missing, severity: 'information', message };
}

/** What a service that can only be extended uses may be defined by those who extend it: Compose looks for it there alone. */
function undefinedInBase(
  { readFile }: LoadContext,
  { files: [path = ''], env, listNames }: ProjectSource,
  root: LocatedMap,
  services: ReadonlyMap<string, CheckedService>,
): PlacedProblem[] {
  const isBare = ({ containerProblems }: CheckedService): boolean =>
    containerProblems.some(({ code }) => code === 'image-missing');
  const bare = new Set([...services].flatMap(([name, service]) => (isBare(service) ? [name] : [])));
  const beside = definedBeside(path, bare, { readFile, env, ...(listNames && { listNames }) });
  const problems = checkReferences(root, services, beside);
  return problems.map((one) => (bare.has(String(one.path?.[1])) ? { ...one, severity: 'information' } : one));
}

/** Reports what is wrong with services, and returns those that are to run in the order in which they can be started. */
function checkServices(context: LoadContext, source: ProjectSource, root: LocatedMap, all: LocatedMap): LocatedEntry[] {
  const { cache, problems } = context;
  const check = (entry: LocatedEntry): CheckedService =>
    cache.checked.get(entry.value, [entry.key, entry.keyOrigin], () => checkService(entry));
  const checked = new Map<string, CheckedService>();
  for (const entry of all.entries.values()) checked.set(entry.key, check(entry));
  const named = withoutFragments(all);
  problems.push(
    ...(source.mayBeBase === true ? undefinedInBase(context, source, root, checked) : checkReferences(root, checked)),
    ...unusedDefinitions(root, checked.values()),
    ...(source.mayBeBase === true ? [] : definitionSources(root)),
    ...checkProjectSupport(context, root),
    ...[...named.entries.keys()].flatMap((name) => checked.get(name)?.problems ?? []),
    ...checkRules(root, named),
  );
  const active = activeServices(context, source, named, checked);
  const isRunning = (name: string): boolean => active.entries.has(name);
  const { order, problems: circles } = dependencyOrder(checked, isRunning);
  problems.push(...circles, ...grants(active, root));
  const services = order.flatMap((name) => {
    const entry = active.entries.get(name);
    return entry?.value.kind === 'map' ? [entry] : [];
  });
  const broken = problems.filter(({ code }) => code.startsWith('extends-') || LEAVES_OUT.includes(code));
  for (const { key, value } of services) {
    const found = checked.get(key)?.containerProblems ?? [];
    // What it would have from a service that is not there, or by a variable that is not set, is not missing in this one.
    const isWhole = !broken.some(({ place }) => isWithin(place, value));
    for (const one of found)
      if (one.code !== 'image-missing') problems.push(one);
      else if (isWhole) problems.push(source.mayBeBase === true ? ofBase(one, key) : one);
    problems.push(...cache.serviceFiles.problems({ ...context, env: source.env }, value));
  }
  return services;
}

function isWithin({ origin, range }: Place, node: Located): boolean {
  const [start, end] = rangeInFile(node);
  const at = origin.start + range[0];
  return origin.file === node.origin.file && start <= at && at <= end;
}

function withoutFragments(services: LocatedMap): LocatedMap {
  return { ...services, entries: new Map([...services.entries].filter(([name]) => !name.startsWith('x-'))) };
}

/** Containers that are made later are to be of the texts that were checked. */
function readingOnce({ readFile }: ProjectSource): ProjectSource['readFile'] {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, readFile(path));
    return known.get(path);
  };
}

/**
 * Compose files as the containers to create. Never throws for what files say: with a problem of severity `error` the project
 * is still as complete as it can be, but must not be run.
 */
export function loadProject(source: ProjectSource, cache = new ProjectCache()): LoadResult {
  const given: ProjectSource = { ...source, files: source.files.map((file) => resolve(file)), readFile: readingOnce(source) };
  const { files, readFile } = given;
  const directory = dirname(files[0] ?? '/');
  cache.begin();
  const envPath = join(directory, '.env');
  const envText = readFile(envPath);
  const texts = envText === undefined ? [] : [{ path: envPath, text: envText }];
  const variables = cache.variables.get(directory, texts, cache.environment(source.env));
  const problems = [...variables.problems];
  const unnamed: LoadContext = { readFile, lookup: variables.lookup, budget: { files: MAX_FILES }, cache, problems };
  const name = chooseName(unnamed, given, directory);
  const context = { ...unnamed, lookup: cache.variables.withValue(NAME_VARIABLE, name, variables.lookup) };
  const tree = loadTree(context, files, directory);
  const merged: Located | undefined = tree && cache.mayHaveTags ? dropResets(tree, cache.withoutResets) : tree;
  const made =
    merged?.kind === 'map'
      ? makeProject(context, given, name, directory, merged)
      : { project: emptyProject(context, given, name, directory), services: [] };
  cache.end();
  return { ...made, problems: eachOnce(problems), ...(merged?.kind === 'map' ? { tree: merged } : {}) };
}

function emptyProject(context: LoadContext, { files }: ProjectSource, name: string, directory: string): LoadResult['project'] {
  if (context.problems.every(({ severity }) => severity !== 'error'))
    reportFile(context, 'project-empty', files[0] ?? directory, 'This file is empty: a Compose file has services.');
  return { name, directory, files, services: [], networks: {}, volumes: {} };
}
