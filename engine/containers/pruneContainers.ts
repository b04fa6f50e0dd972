import { matchesLabels, type Filters } from '../query';
import type { Deps } from './Deps';
import { removeContainer } from './removeContainer';

/** Removes all that do not run. */
export async function pruneContainers(deps: Deps, filters: Filters): Promise<string[]> {
  const before = filters['until']?.[0];
  const newest = before === undefined ? Infinity : timeMs(before);
  const removed: string[] = [];
  for (const container of deps.set.all()) {
    const { status } = container.state;
    if (status !== 'created' && status !== 'exited' && status !== 'dead') continue;
    if (container.record.createdAt > newest || !matchesLabels(container.record.spec.Labels, filters['label'])) continue;
    await removeContainer(deps, container, { force: false, volumes: false });
    removed.push(container.id);
  }
  return removed;
}

function timeMs(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
