import type { Problem } from '../../Problem';
import type { Located, LocatedMap } from '../../yaml/Located';
import { textOf, valueAt } from '../../yaml/Located';

interface Dependency {
  name: string;
  place: Pick<Located, 'origin' | 'range'>;
}

/** What must run before a service: `depends_on`, and services whose namespaces it joins. */
export function dependenciesOf(service: Located): Dependency[] {
  const dependencies: Dependency[] = [];
  const dependsOn = valueAt(service, 'depends_on');
  if (dependsOn?.kind === 'map')
    for (const { key, keyOrigin, keyRange } of dependsOn.entries.values())
      dependencies.push({ name: key, place: { origin: keyOrigin, range: keyRange } });
  for (const key of ['network_mode', 'pid', 'ipc']) {
    const node = valueAt(service, key);
    const text = textOf(node);
    if (node && text?.startsWith('service:')) dependencies.push({ name: text.slice('service:'.length), place: node });
  }
  return dependencies;
}

/** Services so that each comes after what it depends on; a circle is reported once, at the dependency that closes it. */
export function dependencyOrder(services: LocatedMap): { order: string[]; problems: Problem[] } {
  const order: string[] = [];
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const service = services.entries.get(name)?.value;
    if (!service || done.has(name)) return;
    for (const dependency of dependenciesOf(service)) {
      const start = [...chain, name].indexOf(dependency.name);
      if (start >= 0) {
        const circle = [...[...chain, name].slice(start), dependency.name];
        const { origin, range } = dependency.place;
        const message = `Services depend on each other in a circle: ${circle.join(' → ')}. None could be started first.`;
        problems.push({
          code: 'dependency-cycle',
          severity: 'error',
          message,
          file: origin.file,
          range,
          path: ['services', name],
        });
      } else if (chain.length < 1000) visit(dependency.name, [...chain, name]);
    }
    done.add(name);
    order.push(name);
  };
  for (const name of services.entries.keys()) visit(name, []);
  return { order, problems };
}
