import { conflict, notFound, invalid } from '../faults';
import type { EventBus } from '../events/EventBus';
import { Container } from './Container';
import type { ContainerRecord } from './ContainerRecord';
import { announcedAttributes } from './announcedAttributes';
import type { RecordStore } from './RecordStore';
import { transition, type ContainerEvent } from './transition';

/** All containers, and the only place that changes what is known about one: saved first, announced after. */
export class ContainerSet {
  private readonly byId = new Map<string, Container>();
  private readonly records: RecordStore;
  private readonly events: EventBus;

  constructor(records: RecordStore, events: EventBus) {
    this.records = records;
    this.events = events;
  }

  restore(records: ContainerRecord[]): void {
    for (const record of records) this.byId.set(record.id, new Container(record));
  }

  /** The name is taken before the record is on disk, so that of two creators only one goes on. */
  async add(record: ContainerRecord): Promise<Container> {
    this.refuseTakenName(record.name);
    const container = new Container(record);
    this.byId.set(record.id, container);
    try {
      await this.records.create(record);
    } catch (error) {
      this.byId.delete(record.id);
      throw error;
    }
    this.announce(container, 'create');
    return container;
  }

  async rename(container: Container, name: string): Promise<void> {
    if (name === container.record.name) throw invalid('Renaming a container with the same name as its current name');
    this.refuseTakenName(name);
    const oldName = `/${container.record.name}`;
    container.record = { ...container.record, name };
    await this.records.save(container.record);
    this.announce(container, 'rename', { oldName });
  }

  async apply(container: Container, event: ContainerEvent): Promise<void> {
    const { state, announcements } = transition(container.state, event);
    const known = isImplied(container, event);
    container.record = { ...container.record, state };
    if (!known) await this.records.save(container.record);
    for (const { action, attributes } of announcements) this.announce(container, action, attributes);
    if (event.kind === 'probed') container.announceHealth();
  }

  announce(container: Container, action: string, attributes: Record<string, string> = {}): void {
    this.events.publish('container', action, container.id, { ...announcedAttributes(container.record), ...attributes });
  }

  /** Of a container whose directory is gone. */
  forget(container: Container): void {
    this.byId.delete(container.id);
    this.announce(container, 'destroy');
    container.announceRemoval();
  }

  all(): Container[] {
    return [...this.byId.values()];
  }

  byExactId(id: string): Container | undefined {
    return this.byId.get(id);
  }

  isNameTaken(name: string): boolean {
    return this.all().some((container) => container.record.name === name);
  }

  /** A full id, a name with or without slash, or an unambiguous beginning of an id, in this order. */
  get(ref: string): Container {
    const name = ref.replace(/^\//, '');
    const exact = this.byId.get(ref) ?? this.all().find((container) => container.record.name === name);
    if (exact !== undefined) return exact;
    const matches = ref === '' ? [] : this.all().filter((container) => container.id.startsWith(ref));
    if (matches.length > 1) throw invalid(`multiple IDs found with provided prefix: ${ref}`);
    const [match] = matches;
    if (match === undefined) throw notFound(`No such container: ${ref}`);
    return match;
  }

  private refuseTakenName(name: string): void {
    const owner = this.all().find((container) => container.record.name === name);
    if (owner === undefined) return;
    throw conflict(
      `Conflict. The container name "/${name}" is already in use by container "${owner.id}". ` +
        'You have to remove (or rename) that container to be able to reuse that name.',
    );
  }
}

/**
 * Whoever reads the record of a container that removes itself, and finds it ended, removes it: neither its end nor the beginning of its removal
 * need be written.
 */
function isImplied({ record, state }: Container, { kind }: ContainerEvent): boolean {
  if (record.spec.HostConfig?.AutoRemove !== true) return false;
  return kind === 'exited' || (kind === 'removing' && state.status === 'exited');
}
