import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log';
import { messageOf } from '../faults';
import { replaceFile, writeDurably } from '../writeDurably';
import type { ContainerRecord } from './ContainerRecord';

const ID = /^[0-9a-f]{64}$/;

/** `<data>/containers/<id>/`: the record, the log and the writable layer of each container. */
export class RecordStore {
  readonly root: string;
  private readonly log: Log;

  constructor(dataRoot: string, log: Log) {
    this.root = join(dataRoot, 'containers');
    this.log = log;
  }

  directory(id: string): string {
    return join(this.root, id);
  }

  logPath(id: string): string {
    return join(this.directory(id), 'log', 'container.log');
  }

  async create(record: ContainerRecord): Promise<void> {
    mkdirSync(join(this.directory(record.id), 'log'), { recursive: true, mode: 0o700 });
    await writeDurably(this.recordPath(record.id), JSON.stringify(record));
  }

  /** A change that a power cut takes back is found out again: the processes it was about are gone too. */
  async save(record: ContainerRecord): Promise<void> {
    await replaceFile(this.recordPath(record.id), JSON.stringify(record));
  }

  /** What a crash left without a record was never announced to anyone; its directory is named in the log and returned for removal. */
  async load(): Promise<{ records: ContainerRecord[]; halfMade: string[] }> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const records: ContainerRecord[] = [];
    const halfMade: string[] = [];
    for (const id of await readdir(this.root)) {
      if (!ID.test(id)) continue;
      try {
        records.push(parseRecord(await readFile(this.recordPath(id), 'utf8'), id));
      } catch (error) {
        this.log.warn(`container directory ${id} has no usable record (${messageOf(error)}) and is removed`);
        halfMade.push(id);
      }
    }
    return { records, halfMade };
  }

  private recordPath(id: string): string {
    return join(this.directory(id), 'record.json');
  }
}

function parseRecord(text: string, id: string): ContainerRecord {
  const record = JSON.parse(text) as { version?: unknown; id?: unknown };
  if (record.version !== 1 || record.id !== id) throw new Error('its version or id is not ours');
  return record as ContainerRecord;
}
