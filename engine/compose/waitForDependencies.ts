import type { ComposeProgress } from '../../api/bulkhead';
import type { ComposeService } from '../../spec/compose/ComposeProject';
import type { Container } from '../containers/Container';
import type { Deps } from '../containers/Deps';
import { isAlive } from '../containers/transition';
import { invalid } from '../faults';
import { healthPlan } from '../health/healthPlan';
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
    if (condition === 'service_started') continue;
    const what = condition === 'service_healthy' ? 'become healthy' : 'complete';
    report({ kind: 'step', service: service.name, action: 'wait', status: 'working', message: `for ${other} to ${what}` });
    for (const container of containers) {
      if (condition === 'service_healthy') await untilHealthy(container, signal);
      else await untilCompleted(container, other, signal);
    }
    report({ kind: 'step', service: service.name, action: 'wait', status: 'done' });
  }
}

async function untilCompleted(container: Container, service: string, signal: AbortSignal): Promise<void> {
  const running = isAlive(container.state) || container.state.status === 'restarting';
  const code = running ? await container.nextExit(signal) : container.state.exitCode;
  if (code !== 0)
    throw invalid(
      `service ${service} did not complete successfully: ${container.record.name} ended with exit code ${String(code)}`,
    );
}

async function untilHealthy(container: Container, signal: AbortSignal): Promise<void> {
  const failed = (why: string): Error => invalid(`dependency failed to start: container ${container.record.name} ${why}`);
  if (healthPlan(container.record) === undefined) throw failed('has no healthcheck configured');
  for (;;) {
    if (!isAlive(container.state)) throw failed(`exited (${String(container.state.exitCode)})`);
    const status = container.state.health?.status;
    if (status === 'healthy') return;
    if (status === 'unhealthy') throw failed('is unhealthy');
    await container.nextHealth(signal);
  }
}
