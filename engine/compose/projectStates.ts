import type { ComposeProjectState } from '../../api/bulkhead';
import type { Deps } from '../containers/Deps';
import { statusText } from '../containers/statusText';
import { labelOf } from './labels';

/** Projects as the labels of their containers tell; one without containers does not exist. */
export function projectStates(deps: Deps, only: string | undefined): ComposeProjectState[] {
  const projects = new Map<string, ComposeProjectState>();
  for (const container of deps.set.all()) {
    const name = labelOf(container, 'project');
    if (name === '' || (only !== undefined && name !== only)) continue;
    const files = labelOf(container, 'files').split(',').filter(Boolean);
    const project = projects.get(name) ?? { name, directory: labelOf(container, 'directory'), files, services: [] };
    projects.set(name, project);
    const service = labelOf(container, 'service');
    let entry = project.services.find((one) => one.service === service);
    if (entry === undefined) project.services.push((entry = { service, containers: [] }));
    const { id, record, state } = container;
    entry.containers.push({ id, name: record.name, state: state.status, status: statusText(state, Date.now()) });
  }
  return [...projects.values()].sort((a, b) => a.name.localeCompare(b.name));
}
