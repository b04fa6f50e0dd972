import { EventEmitter, once } from 'node:events';
import { Mutex } from '../Mutex';
import type { ContainerRecord, ContainerState } from './ContainerRecord';

/** Called between the helper's `create` and `start`, which waits for it, so that an attached client misses nothing. With an error: it will not start. */
type AttachWaiter = (error?: Error) => Promise<void>;

/** One container in memory. Its record is replaced, never changed in place; only `ContainerSet.apply` replaces it. */
export class Container {
  record: ContainerRecord;
  readonly lock = new Mutex();
  /** Clients that attached before the start. */
  readonly attachWaiters = new Set<AttachWaiter>();
  restartTimer: NodeJS.Timeout | undefined;
  /** Delay of the last restart by policy; 0 after a run that was long enough. */
  backOffMs = 0;
  /** Whether someone reads the monitor's watch stream. */
  supervised = false;
  removed = false;
  /** Somebody asked for a restart: this end is none after which it removes itself. */
  stopsToRestart = false;
  /** Cgroup directories by controller while it runs. */
  cgroups: Record<string, string> = {};
  private readonly signals = new EventEmitter().setMaxListeners(0);

  constructor(record: ContainerRecord) {
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  get state(): ContainerState {
    return this.record.state;
  }

  announceExit(): void {
    this.signals.emit('exit', this.state.exitCode);
  }

  announceRemoval(): void {
    this.removed = true;
    this.signals.emit('removed', this.state.exitCode);
  }

  announceHealth(): void {
    this.signals.emit('health');
  }

  /** Settles after the next probe, or when there will be none because it ended. */
  async nextHealth(signal?: AbortSignal): Promise<void> {
    await this.first(['health', 'exit', 'removed'], signal);
  }

  /** Settles with the exit code of the next exit, or the last one when the container is removed first. */
  async nextExit(signal?: AbortSignal): Promise<number> {
    return await this.first(['exit', 'removed'], signal);
  }

  async removal(signal?: AbortSignal): Promise<number> {
    return this.removed ? this.state.exitCode : await this.first(['removed'], signal);
  }

  private async first(names: string[], signal?: AbortSignal): Promise<number> {
    const done = new AbortController();
    const stop = signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]);
    const waits = names.map((name) => once(this.signals, name, { signal: stop }) as Promise<[number]>);
    try {
      return (await Promise.race(waits))[0];
    } finally {
      done.abort();
      for (const wait of waits) wait.catch(() => undefined);
    }
  }
}
