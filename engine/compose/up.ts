import { createHash } from 'node:crypto';
import type { ComposeAction, ComposeProgress, ComposeUpRequest } from '../../api/bulkhead';
import type { ComposeProject, ComposeService } from '../../spec/compose/ComposeProject';
import type { Container } from '../containers/Container';
import { createContainer } from '../containers/createContainer';
import type { Deps } from '../containers/Deps';
import { removeContainer } from '../containers/removeContainer';
import { startContainer } from '../containers/startContainer';
import { stopContainer } from '../containers/stopContainer';
import { isAlive } from '../containers/transition';
import { invalid, messageOf, notFound } from '../faults';
import { labelOf, LABEL, LABEL_PREFIX, projectContainers } from './labels';
import { loadRequest } from './loadRequest';
import { waitForDependencies } from './waitForDependencies';

type Report = (line: ComposeProgress) => void;

/** Brings a project to what its files say: unchanged containers stay, changed ones are made anew, in the order of dependencies. */
export async function composeUp(deps: Deps, request: ComposeUpRequest, report: Report, signal: AbortSignal): Promise<void> {
  const project = loadRequest(request, report);
  if (project === undefined) return;
  const services = selected(project, request.services);
  report({ kind: 'project', name: project.name, services: services.map(({ name }) => name) });
  await makeVolumes(deps, project, services, report);
  const containers: { service: string; id: string; name: string }[] = [];
  for (const service of services) {
    await waitForDependencies(deps, project.name, service, report, signal);
    for (const container of await bringUp(deps, project, service, request.forceRecreate === true, report, signal)) {
      containers.push({ service: service.name, id: container.id, name: container.record.name });
    }
  }
  report({ kind: 'done', project: project.name, containers });
}

/** The named ones with all they depend on, still in dependency order. */
function selected(project: ComposeProject, names: string[] | undefined): ComposeService[] {
  if (names === undefined || names.length === 0) return project.services;
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const service = project.services.find((one) => one.name === name);
    if (service === undefined) throw notFound(`no such service: ${name}`);
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const { service: other, required } of service.dependsOn) {
      if (required || project.services.some((one) => one.name === other)) add(other);
    }
  };
  names.forEach(add);
  return project.services.filter(({ name }) => wanted.has(name));
}

async function makeVolumes(deps: Deps, project: ComposeProject, services: ComposeService[], report: Report): Promise<void> {
  const used = new Set(services.flatMap(({ container }) => volumeNames(container.HostConfig)));
  for (const [key, { name, external }] of Object.entries(project.volumes)) {
    if (!used.has(name)) continue;
    const exists = deps.volumes.list().some((volume) => volume.name === name);
    if (external && !exists) throw notFound(`external volume "${name}" not found`);
    if (exists) continue;
    await deps.volumes.ensure(name, { [LABEL.project]: project.name, [LABEL.volume]: key });
    report({ kind: 'step', service: '', action: 'volume', status: 'done', message: name });
  }
}

function volumeNames(hostConfig: ComposeService['container']['HostConfig'] = {}): string[] {
  const fromBinds = (hostConfig.Binds ?? []).map((bind) => bind.split(':')[0] ?? '');
  return [...fromBinds, ...(hostConfig.Mounts ?? []).filter(({ Type }) => Type === 'volume').map(({ Source }) => Source ?? '')];
}

async function bringUp(
  deps: Deps,
  project: ComposeProject,
  service: ComposeService,
  forceRecreate: boolean,
  report: Report,
  signal: AbortSignal,
): Promise<Container[]> {
  const existing = projectContainers(deps, project.name, service.name);
  for (const extra of existing.slice(service.scale)) await retire(deps, service.name, extra, report);
  const containers: Container[] = [];
  for (let i = 0; i < service.scale; i++) {
    if (signal.aborted) throw invalid('up was cancelled');
    containers.push(await bringUpOne(deps, service, i + 1, existing[i], forceRecreate, report));
  }
  return containers;
}

async function bringUpOne(
  deps: Deps,
  service: ComposeService,
  number: number,
  existing: Container | undefined,
  forceRecreate: boolean,
  report: Report,
): Promise<Container> {
  const hash = await step(report, service.name, 'pull', undefined, () => Promise.resolve(configHash(deps, service)), true);
  let container = existing;
  if (container !== undefined && (forceRecreate || labelOf(container, 'hash') !== hash)) {
    await retire(deps, service.name, container, report);
    container = undefined;
  }
  if (container !== undefined && isAlive(container.state)) {
    report({ kind: 'step', service: service.name, container: container.record.name, action: 'start', status: 'unchanged' });
    return container;
  }
  const ready = container ?? (await create(deps, service, number, hash, report));
  await step(report, service.name, 'start', ready.record.name, () => startContainer(deps, ready));
  return ready;
}

/** An image that was loaded anew under the same name is a change as well; where the project lies is none. */
function configHash(deps: Deps, { container }: ComposeService): string {
  const own = Object.entries(container.Labels ?? {}).filter(([label]) => !label.startsWith(LABEL_PREFIX));
  const spec = { ...container, Labels: Object.fromEntries(own) };
  return createHash('sha256')
    .update(JSON.stringify([spec, deps.images.use(container.Image).id]))
    .digest('hex');
}

async function create(deps: Deps, service: ComposeService, number: number, hash: string, report: Report): Promise<Container> {
  const name = number === 1 ? service.containerName : service.containerName.replace(/-1$/, `-${String(number)}`);
  if (number > 1 && name === service.containerName)
    throw invalid(`service ${service.name}: a container_name allows only one container, scale is ${String(service.scale)}`);
  const labels = { ...service.container.Labels, [LABEL.number]: String(number), [LABEL.hash]: hash };
  const spec = { ...service.container, Labels: labels };
  return await step(report, service.name, 'create', name, async () => (await createContainer(deps, spec, { name })).container);
}

async function retire(deps: Deps, service: string, container: Container, report: Report): Promise<void> {
  if (isAlive(container.state))
    await step(report, service, 'stop', container.record.name, () => stopContainer(deps, container, {}));
  await step(report, service, 'remove', container.record.name, () =>
    removeContainer(deps, container, { force: true, volumes: false }),
  );
}

/** A step that fails ends the whole; its line names what failed. `quiet` tells of the failure only. */
export async function step<T>(
  report: Report,
  service: string,
  action: ComposeAction,
  container: string | undefined,
  work: () => Promise<T>,
  quiet = false,
): Promise<T> {
  if (!quiet) report({ kind: 'step', service, container, action, status: 'working' });
  try {
    const result = await work();
    if (!quiet) report({ kind: 'step', service, container, action, status: 'done' });
    return result;
  } catch (error) {
    report({ kind: 'step', service, container, action, status: 'failed', message: messageOf(error) });
    throw error;
  }
}
