import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventBus } from '../events/EventBus';
import { invalid, messageOf, notFound } from '../faults';
import type { HelperClient } from '../helper/HelperClient';
import type { Log } from '../log';
import { writeDurably } from '../writeDurably';

export interface Volume {
  name: string;
  /** Unix milliseconds. */
  createdAt: number;
  labels: Record<string, string>;
  anonymous: boolean;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}$/;

/** `<data>/volumes/<name>/`: `_data` is what containers see, `volume.json` what we know of it. */
export class VolumeStore {
  private readonly root: string;
  private readonly helper: HelperClient;
  private readonly events: EventBus;
  private readonly log: Log;
  private readonly volumes = new Map<string, Volume>();

  constructor(dataRoot: string, helper: HelperClient, events: EventBus, log: Log) {
    this.root = join(dataRoot, 'volumes');
    this.helper = helper;
    this.events = events;
    this.log = log;
  }

  async open(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o711 });
    for (const name of await readdir(this.root)) {
      try {
        const volume = JSON.parse(await readFile(join(this.root, name, 'volume.json'), 'utf8')) as Volume;
        if (volume.name === name) this.volumes.set(name, volume);
      } catch (error) {
        this.log.warn(`volume directory ${join(this.root, name)} is not used: ${messageOf(error)}`);
      }
    }
  }

  dataPath(name: string): string {
    return join(this.root, name, '_data');
  }

  list(): Volume[] {
    return [...this.volumes.values()];
  }

  get(name: string): Volume {
    const volume = this.volumes.get(name);
    if (volume === undefined) throw notFound(`get ${name}: no such volume`);
    return volume;
  }

  /** As Docker: a volume that exists already is returned as it is. Without a name it is anonymous. */
  async ensure(name?: string, labels: Record<string, string> = {}): Promise<Volume> {
    const chosen = name ?? randomBytes(32).toString('hex');
    if (!NAME.test(chosen)) {
      throw invalid(
        `create ${chosen}: "${chosen}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    }
    const known = this.volumes.get(chosen);
    if (known !== undefined) return known;
    const volume: Volume = { name: chosen, createdAt: Date.now(), labels, anonymous: name === undefined };
    this.volumes.set(chosen, volume);
    try {
      await mkdir(this.dataPath(chosen), { recursive: true, mode: 0o755 });
      await writeDurably(join(this.root, chosen, 'volume.json'), JSON.stringify(volume));
    } catch (error) {
      this.volumes.delete(chosen);
      throw error;
    }
    this.events.publish('volume', 'create', chosen, { driver: 'local' });
    return volume;
  }

  async remove(name: string): Promise<void> {
    this.get(name);
    await this.helper.request('removeTree', { path: join(this.root, name) });
    this.volumes.delete(name);
    this.events.publish('volume', 'destroy', name, { driver: 'local' });
  }

  async removeIfPresent(name: string): Promise<void> {
    if (this.volumes.has(name)) await this.remove(name);
  }
}
