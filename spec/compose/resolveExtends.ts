import { resolve } from 'node:path';
import { textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedMap } from '../yaml/Located';
import { closest } from './check/closest';
import type { LoadContext } from './LoadContext';
import { report } from './LoadContext';
import { loadFile } from './loadFile';
import { mergeTrees } from './mergeTrees';

const MAX_CHAIN = 32;

class Extender {
  private readonly context: LoadContext;
  private readonly files = new Map<string, LocatedMap | undefined>();
  private readonly resolved = new Map<string, Located>();

  constructor(context: LoadContext) {
    this.context = context;
  }

  /** `chain` holds `file#service` of what is being resolved: meeting one again is a cycle. */
  resolve(root: LocatedMap, name: string, service: Located, chain: readonly string[]): Located {
    const id = `${root.origin.file}#${name}`;
    const known = this.resolved.get(id);
    if (known) return known;
    const base = this.baseOf(root, service, [...chain, id]);
    const result = this.context.cache.extended.get(service, [base, name], () => {
      const own = withoutExtends(service);
      return base ? mergeTrees(base, own, ['services', name]) : own;
    });
    this.resolved.set(id, result);
    return result;
  }

  private baseOf(root: LocatedMap, service: Located, chain: readonly string[]): Located | undefined {
    const node = valueAt(service, 'extends');
    const baseName = textOf(valueAt(node, 'service'));
    if (!node || baseName === undefined) return undefined;
    const file = textOf(valueAt(node, 'file'));
    const baseRoot = file === undefined ? root : this.load(resolve(node.origin.baseDir, file), valueAt(node, 'file') ?? node);
    if (!baseRoot) return undefined;
    const base = valueAt(baseRoot, 'services', baseName);
    const place = valueAt(node, 'service') ?? node;
    if (!base) {
      const services = valueAt(baseRoot, 'services');
      const meant = closest(baseName, services?.kind === 'map' ? services.entries.keys() : []);
      const advice = meant === undefined ? '.' : `; did you mean '${meant}'?`;
      const message = `Service '${baseName}' to extend is not in ${baseRoot.origin.file}${advice}`;
      this.context.problems.push({
        ...{ code: 'extends-not-found', severity: 'error', message },
        place: { origin: place.origin, range: place.range },
        ...(meant === undefined ? {} : { replacement: meant }),
      });
      return undefined;
    }
    if (chain.includes(`${baseRoot.origin.file}#${baseName}`) || chain.length > MAX_CHAIN) {
      const path = [...chain, `#${baseName}`].map((id) => id.slice(id.indexOf('#') + 1));
      report(this.context, 'extends-cycle', place, `Services extend each other in a circle: ${path.join(' → ')}.`);
      return undefined;
    }
    return this.resolve(baseRoot, baseName, base, chain);
  }

  private load(path: string, usedBy: Located): LocatedMap | undefined {
    if (!this.files.has(path)) this.files.set(path, loadFile(this.context, path, undefined, usedBy));
    return this.files.get(path);
  }
}

function withoutExtends(service: Located): Located {
  if (service.kind !== 'map' || !service.entries.has('extends')) return service;
  const entries = new Map(service.entries);
  entries.delete('extends');
  return { ...service, entries };
}

/** Every service of a file with what it extends merged under it. */
export function resolveExtends(context: LoadContext, root: LocatedMap): LocatedMap {
  const services = valueAt(root, 'services');
  const servicesEntry = root.entries.get('services');
  if (services?.kind !== 'map' || !servicesEntry) return root;
  if ([...services.entries.values()].every(({ value }) => !valueAt(value, 'extends'))) return root;
  const extender = new Extender(context);
  const entries = new Map(services.entries);
  for (const [name, entry] of services.entries)
    entries.set(name, { ...entry, value: extender.resolve(root, name, entry.value, []) });
  const resolvedServices = { ...servicesEntry, value: { ...services, entries } };
  return { ...root, entries: new Map(root.entries).set('services', resolvedServices) };
}
