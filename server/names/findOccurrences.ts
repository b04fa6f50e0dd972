import { resolve } from 'node:path';
import { textOf, rangeInFile, keyPlace, valueAt } from '../../spec/yaml/Located';
import type { Located, LocatedEntry, LocatedMap } from '../../spec/yaml/Located';
import { SECTIONS } from '../../spec/compose/vocabulary/ValueType';
import type { Section } from '../../spec/compose/vocabulary/ValueType';
import type { Occurrence } from './Occurrence';

/** The scope of the names that a file defines; none when it is merged into the project. */
type ScopeOf = (file: string) => string | undefined;

/** Collects the names in one file's own tree, as it is written. */
class Collector {
  readonly found: Occurrence[] = [];
  private readonly file: string;
  private readonly text: string;
  private readonly scopeOf: ScopeOf;

  constructor(file: string, text: string, scopeOf: ScopeOf) {
    this.file = file;
    this.text = text;
    this.scopeOf = scopeOf;
  }

  private add(section: Section, name: string, isDefinition: boolean, [from, to]: [number, number], file = this.file): void {
    const start = name === '' ? -1 : this.text.indexOf(name, from);
    // What came out of a variable is not written here.
    if (start < 0 || start + name.length > to) return;
    const scope = this.scopeOf(file);
    const range: [number, number] = [start, start + name.length];
    this.found.push({ section, name, isDefinition, file: this.file, range, ...(scope === undefined ? {} : { scope }) });
  }

  private key(section: Section, entry: LocatedEntry, isDefinition: boolean): void {
    if (entry.keyOrigin.file === this.file) this.add(section, entry.key, isDefinition, rangeInFile(keyPlace(entry)));
  }

  private scalar(
    section: Section,
    node: Located | undefined,
    nameOf: (text: string) => string | undefined = (text) => text,
    file?: string,
  ): void {
    const text = textOf(node);
    const name = text === undefined ? undefined : nameOf(text);
    if (node?.kind === 'scalar' && name !== undefined && !node.isInterpolated)
      this.add(section, name, false, rangeInFile(node), file);
  }

  /** A list of names, or a mapping with names for keys. */
  private names(section: Section, node: Located | undefined): void {
    if (node?.kind === 'seq') for (const item of node.items) this.scalar(section, item);
    if (node?.kind === 'map') for (const entry of node.entries.values()) this.key(section, entry, false);
  }

  private grants(section: 'secrets' | 'configs', node: Located | undefined): void {
    if (node?.kind === 'seq')
      for (const item of node.items) this.scalar(section, item.kind === 'map' ? valueAt(item, 'source') : item);
  }

  private volumes(node: Located | undefined): void {
    if (node?.kind !== 'seq') return;
    for (const item of node.items) {
      if (item.kind === 'scalar') this.scalar('volumes', item, volumeOf);
      else if (textOf(valueAt(item, 'type')) === 'volume') this.scalar('volumes', valueAt(item, 'source'));
    }
  }

  service(node: Located): void {
    this.names('services', valueAt(node, 'depends_on'));
    this.names('networks', valueAt(node, 'networks'));
    this.names('models', valueAt(node, 'models'));
    this.volumes(valueAt(node, 'volumes'));
    this.grants('secrets', valueAt(node, 'secrets'));
    this.grants('configs', valueAt(node, 'configs'));
    this.grants('secrets', valueAt(node, 'build', 'secrets'));
    for (const key of ['network_mode', 'pid', 'ipc']) this.scalar('services', valueAt(node, key), joinedService);
    this.extended(valueAt(node, 'extends'));
    for (const key of ['links', 'volumes_from']) {
      const list = valueAt(node, key);
      if (list?.kind === 'seq') for (const item of list.items) this.scalar('services', item, linkedService);
    }
  }

  private extended(node: Located | undefined): void {
    if (node?.kind !== 'map') {
      this.scalar('services', node);
      return;
    }
    const path = textOf(valueAt(node, 'file'));
    this.scalar('services', valueAt(node, 'service'), undefined, path && resolve(node.origin.baseDir, path));
  }

  definitions(section: Section, map: LocatedMap): void {
    for (const entry of map.entries.values()) if (!entry.key.startsWith('x-')) this.key(section, entry, true);
  }
}

const volumeOf = (text: string): string | undefined => /^([a-zA-Z0-9][\w.-]*):/.exec(text)?.[1];
const joinedService = (text: string): string | undefined => /^service:(.+)$/.exec(text)?.[1];
const linkedService = (text: string): string | undefined => (text.startsWith('container:') ? undefined : text.split(':', 1)[0]);

export function findOccurrences(root: LocatedMap, file: string, text: string, scopeOf: ScopeOf): Occurrence[] {
  const collector = new Collector(file, text, scopeOf);
  for (const section of SECTIONS) {
    const map = valueAt(root, section);
    if (map?.kind === 'map') collector.definitions(section, map);
  }
  const services = valueAt(root, 'services');
  if (services?.kind === 'map') for (const { value } of services.entries.values()) collector.service(value);
  // A fragment that several services merge is written once.
  const seen = new Set<number>();
  return collector.found.filter(({ range: [start] }) => !seen.has(start) && seen.add(start));
}

/** The occurrence an offset is in or at the end of. */
export function occurrenceAt(occurrences: readonly Occurrence[], file: string, offset: number): Occurrence | undefined {
  return occurrences.find((one) => one.file === file && one.range[0] <= offset && offset <= one.range[1]);
}

/** Every place of the same name. */
export function sameName(
  occurrences: readonly Occurrence[],
  { section, name, scope }: Pick<Occurrence, 'section' | 'name' | 'scope'>,
): Occurrence[] {
  return occurrences.filter((one) => one.section === section && one.name === name && one.scope === scope);
}
