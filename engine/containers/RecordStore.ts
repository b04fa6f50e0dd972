import { mkdirSync, renameSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log';
import { messageOf } from '../faults';
import { replaceFile, replaceVolatileFile, writeDurably } from '../writeDurably';
import type { ContainerRecord } from './ContainerRecord';

const ID = /^[0-9a-f]{64}$/;
const DISCARDED = /^[0-9a-f]{64}\.removed$/;

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
    const write = outlastsPower(record) ? writeDurably : replaceVolatileFile;
    await write(this.recordPath(record.id), JSON.stringify(record));
  }

  /** A change that a power cut takes back is found out again: the processes it was about are gone too. */
  async save(record: ContainerRecord): Promise<void> {
    const write = outlastsPower(record) ? replaceFile : replaceVolatileFile;
    await write(this.recordPath(record.id), JSON.stringify(record));
  }

  /** From here on the directory is no container's, whatever happens before its files are gone. Returns its path for their removal. */
  discard(id: string): string {
    const path = `${this.directory(id)}.removed`;
    try {
      renameSync(this.directory(id), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return path;
  }

  /**
   * `leftovers`: directories to remove. One without a record was left by a crash and never announced to anyone, and is named in the log; the
   * others were discarded by an engine that ended before their files were gone.
   */
  async load(): Promise<{ records: ContainerRecord[]; leftovers: string[] }> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const records: ContainerRecord[] = [];
    const leftovers: string[] = [];
    for (const id of await readdir(this.root)) {
      if (DISCARDED.test(id)) leftovers.push(join(this.root, id));
      if (!ID.test(id)) continue;
      try {
        records.push(parseRecord(await readFile(this.recordPath(id), 'utf8'), id));
      } catch (error) {
        this.log.warn(`container directory ${id} has no usable record (${messageOf(error)}) and is removed`);
        leftovers.push(this.directory(id));
      }
    }
    return { records, leftovers };
  }

  private recordPath(id: string): string {
    return join(this.directory(id), 'record.json');
  }
}

/** A container that removes itself is gone after a power cut, with its record or without: only its anonymous volumes must be found then. */
function outlastsPower({ spec, volumes }: ContainerRecord): boolean {
  return spec.HostConfig?.AutoRemove !== true || volumes.some(({ anonymous }) => anonymous);
}

function parseRecord(text: string, id: string): ContainerRecord {
  const record = JSON.parse(text) as { version?: unknown; id?: unknown };
  if (record.version !== 1 || record.id !== id) throw new Error('its version or id is not ours');
  return record as ContainerRecord;
}
