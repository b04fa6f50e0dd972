import type { Log } from '../log';
import type { Container } from '../containers/Container';
import type { Observation, Sampler } from './Sampler';

interface Watcher {
  /** Asked at every tick: what is watched may change. */
  containers: () => Container[];
  intervalMs: number;
  /** With each container's earlier observation by this hub; the return value ends nothing. */
  deliver: (now: Map<string, Observation>, before: Map<string, Observation>) => void;
}

interface Entry extends Watcher {
  dueAt: number;
}

/** A rate needs two looks: whoever sees a container for the first time is not kept waiting for the second. */
const SECOND_LOOK_MS = 250;

/** One timer and one reading for everybody who watches; nothing runs while nobody does. */
export class StatsHub {
  private readonly sampler: Sampler;
  private readonly log: Log;
  private readonly watchers = new Set<Entry>();
  private last = new Map<string, Observation>();
  private timer: NodeJS.Timeout | undefined;
  private busy = false;

  constructor(sampler: Sampler, log: Log) {
    this.sampler = sampler;
    this.log = log;
  }

  /** The first delivery comes at once. */
  watch(watcher: Watcher): () => void {
    const entry: Entry = { ...watcher, dueAt: Date.now() };
    this.watchers.add(entry);
    this.schedule();
    return () => {
      this.watchers.delete(entry);
      if (this.watchers.size === 0) this.last.clear();
      this.schedule();
    };
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.busy || this.watchers.size === 0) return;
    const next = Math.min(...[...this.watchers].map(({ dueAt }) => dueAt));
    this.timer = setTimeout(
      () => {
        this.tick().catch((error: unknown) => this.log.error('reading statistics', error));
      },
      Math.max(next - Date.now(), 0),
    );
  }

  private async tick(): Promise<void> {
    this.busy = true;
    try {
      const now = Date.now();
      const due = [...this.watchers].filter(({ dueAt }) => dueAt <= now);
      for (const entry of due) entry.dueAt = now + entry.intervalMs;
      const containers = new Set(due.flatMap((entry) => entry.containers()));
      const observed = await this.sampler.observe([...containers]);
      const before = this.last;
      if ([...observed.keys()].some((id) => !before.has(id)))
        for (const entry of due) entry.dueAt = Math.min(entry.dueAt, now + SECOND_LOOK_MS);
      this.last = new Map([...before, ...observed]);
      for (const entry of due) if (this.watchers.has(entry)) entry.deliver(pick(observed, entry.containers()), before);
      for (const id of before.keys()) if (containers.size > 0 && !observed.has(id)) this.last.delete(id);
    } finally {
      this.busy = false;
      this.schedule();
    }
  }
}

function pick(observed: Map<string, Observation>, containers: Container[]): Map<string, Observation> {
  const result = new Map<string, Observation>();
  for (const { id } of containers) {
    const observation = observed.get(id);
    if (observation !== undefined) result.set(id, observation);
  }
  return result;
}
