import type { Container } from '../containers/Container';
import type { Deps } from '../containers/Deps';

export const LABEL_PREFIX = 'com.docker.compose.';

/** Docker Compose's own names, so that its tools and ours see the same projects. */
export const LABEL = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  hash: 'com.docker.compose.config-hash',
  files: 'com.docker.compose.project.config_files',
  directory: 'com.docker.compose.project.working_dir',
  volume: 'com.docker.compose.volume',
} as const;

export function labelOf({ record }: Container, label: keyof typeof LABEL): string {
  return record.spec.Labels?.[LABEL[label]] ?? '';
}

/** In the order of their numbers. */
export function projectContainers(deps: Deps, project: string, service?: string): Container[] {
  return deps.set
    .all()
    .filter(
      (container) =>
        labelOf(container, 'project') === project && (service === undefined || labelOf(container, 'service') === service),
    )
    .sort((a, b) => Number(labelOf(a, 'number')) - Number(labelOf(b, 'number')));
}
