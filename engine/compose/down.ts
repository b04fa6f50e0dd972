import type { ComposeDownRequest, ComposeProgress } from '../../api/bulkhead';
import type { Deps } from '../containers/Deps';
import { removeContainer } from '../containers/removeContainer';
import { stopContainer } from '../containers/stopContainer';
import { isAlive } from '../containers/transition';
import { invalid } from '../faults';
import { labelOf, LABEL, projectContainers } from './labels';
import { loadRequest } from './loadRequest';
import { step } from './up';

/** Stops and removes what the project has, the last made first, so that dependents go before what they depend on. */
export async function composeDown(
  deps: Deps,
  request: ComposeDownRequest,
  report: (line: ComposeProgress) => void,
): Promise<void> {
  const project = projectName(request, report);
  if (project === undefined) return;
  const containers = projectContainers(deps, project).sort((a, b) => b.record.createdAt - a.record.createdAt);
  report({
    kind: 'project',
    name: project,
    services: [...new Set(containers.map((container) => labelOf(container, 'service')))],
  });
  for (const container of containers) {
    const service = labelOf(container, 'service');
    const { name } = container.record;
    const running = isAlive(container.state) || container.state.status === 'restarting';
    if (running) await step(report, service, 'stop', name, () => stopContainer(deps, container, { timeoutS: request.timeout }));
    await step(report, service, 'remove', name, () => removeContainer(deps, container, { force: true, volumes: true }));
  }
  if (request.volumes === true) await removeVolumes(deps, project, report);
  report({ kind: 'done', project, containers: [] });
}

function projectName(request: ComposeDownRequest, report: (line: ComposeProgress) => void): string | undefined {
  const { project, files, env } = request;
  if (project !== undefined) return project;
  if (files === undefined || files.length === 0) throw invalid('either project or files must be given');
  return loadRequest({ files, env }, report)?.name;
}

async function removeVolumes(deps: Deps, project: string, report: (line: ComposeProgress) => void): Promise<void> {
  for (const { name, labels } of deps.volumes.list()) {
    if (labels[LABEL.project] === project) await step(report, '', 'volume', undefined, () => deps.volumes.remove(name));
  }
}
