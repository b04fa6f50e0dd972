import type { ComposeProgress } from '../../api/bulkhead';
import type { ComposeService } from '../../spec/compose/ComposeProject';
import type { Deps } from '../containers/Deps';
import { isAlive } from '../containers/transition';
import { invalid } from '../faults';
import { projectContainers } from './labels';

/** `depends_on`: the others have been started before, so only conditions that take time are left. */
export async function waitForDependencies(
  deps: Deps,
  project: string,
  service: ComposeService,
  report: (line: ComposeProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { service: other, condition, required } of service.dependsOn) {
    const containers = projectContainers(deps, project, other);
    if (containers.length === 0 && !required) continue;
    if (condition === 'service_healthy') {
      throw invalid(
        `service ${service.name} waits until ${other} is healthy, but health checks are not run yet; use condition service_started`,
      );
    }
    if (condition !== 'service_completed_successfully') continue;
    report({ kind: 'step', service: service.name, action: 'wait', status: 'working', message: `for ${other} to complete` });
    for (const container of containers) {
      const running = isAlive(container.state) || container.state.status === 'restarting';
      const code = running ? await container.nextExit(signal) : container.state.exitCode;
      if (code !== 0)
        throw invalid(
          `service ${other} did not complete successfully: ${container.record.name} ended with exit code ${String(code)}`,
        );
    }
    report({ kind: 'step', service: service.name, action: 'wait', status: 'done' });
  }
}
