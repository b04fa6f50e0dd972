import type { PlacedProblem } from '../../Problem';
import type { Located, Place } from '../../yaml/Located';
import { keyPlace, textOf, valueAt } from '../../yaml/Located';

export interface Dependency {
  name: string;
  place: Place;
}

/** Names of a long circle that are shown. */
const MAX_SHOWN = 12;

/** What must run before a service: `depends_on`, and services whose namespaces it joins. */
export function dependenciesOf(service: Located): Dependency[] {
  const dependencies: Dependency[] = [];
  const dependsOn = valueAt(service, 'depends_on');
  if (dependsOn?.kind === 'map')
    for (const entry of dependsOn.entries.values()) dependencies.push({ name: entry.key, place: keyPlace(entry) });
  for (const key of ['network_mode', 'pid', 'ipc']) {
    const node = valueAt(service, key);
    const text = textOf(node);
    if (node && text?.startsWith('service:')) dependencies.push({ name: text.slice('service:'.length), place: node });
  }
  return dependencies;
}

interface Open {
  name: string;
  dependencies: readonly Dependency[];
  next: number;
}

/** Those that are to run so that each comes after what it depends on; a circle is reported once, at the dependency that closes it. */
export function dependencyOrder(
  services: ReadonlyMap<string, { dependencies: readonly Dependency[] }>,
  isRunning: (name: string) => boolean,
): { order: string[]; problems: PlacedProblem[] } {
  const order: string[] = [];
  const problems: PlacedProblem[] = [];
  const state = new Map<string, 'open' | 'done'>();
  // A list instead of recursion: chains may be as long as the file.
  const open: Open[] = [];
  const enter = (name: string): void => {
    const service = isRunning(name) ? services.get(name) : undefined;
    if (!service || state.has(name)) return;
    state.set(name, 'open');
    open.push({ name, dependencies: service.dependencies, next: 0 });
  };
  for (const name of services.keys()) {
    enter(name);
    for (let current = open.at(-1); current; current = open.at(-1)) {
      const dependency = current.dependencies[current.next++];
      if (!dependency) {
        state.set(current.name, 'done');
        order.push(current.name);
        open.pop();
      } else if (state.get(dependency.name) === 'open') problems.push(circle(open, current.name, dependency));
      else enter(dependency.name);
    }
  }
  return { order, problems };
}

function circle(open: readonly Open[], name: string, { name: closing, place }: Dependency): PlacedProblem {
  const names = open.map((one) => one.name);
  const members = [...names.slice(names.indexOf(closing)), closing];
  const shown = members.length > MAX_SHOWN ? [...members.slice(0, MAX_SHOWN), '…', closing] : members;
  const message = `Services depend on each other in a circle: ${shown.join(' → ')}. None could be started first.`;
  return { code: 'dependency-cycle', severity: 'error', message, place, path: ['services', name] };
}
