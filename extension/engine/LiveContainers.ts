import type { ContainerView, Sample, StatsLine } from '../../api/bulkhead';
import type { EngineClient } from '../../api/EngineClient';
import type { ContainerSummary } from '../views/nodes';

interface EngineEvent {
  Type?: string;
  Action?: string;
}

/** What happened: the list is new, or samples of the containers with these ids came. */
export type LiveChange = { kind: 'list' } | { kind: 'samples'; ids: string[] } | { kind: 'ended'; error?: unknown };

/**
 * The engine's containers and their samples while someone looks: one events stream and one stats stream, both ended by `stop`.
 * Nothing is asked for otherwise.
 */
export class LiveContainers {
  private readonly client: EngineClient;
  private readonly onChange: (change: LiveChange) => void;
  private readonly ending = new AbortController();
  containers: ContainerSummary[] = [];
  readonly samples = new Map<string, Sample>();
  private readonly views = new Map<string, Promise<ContainerView>>();

  constructor(client: EngineClient, onChange: (change: LiveChange) => void) {
    this.client = client;
    this.onChange = onChange;
  }

  /** Resolves after the first list; goes on until `stop` or until the engine ends. */
  async start(intervalMs: number): Promise<void> {
    const { signal } = this.ending;
    const events = this.client.ndjson<EngineEvent>('GET', '/events', { signal });
    const stats = this.client.ndjson<StatsLine>('GET', '/bulkhead/stats', { query: { interval: intervalMs }, signal });
    await this.refresh();
    const both = Promise.all([this.followEvents(events), this.followStats(stats)]);
    both.then(
      () => this.end(),
      (error: unknown) => this.end(error),
    );
  }

  stop(): void {
    this.ending.abort();
  }

  async refresh(): Promise<void> {
    this.containers = await this.client.json<ContainerSummary[]>('GET', '/containers/json', { query: { all: true } });
    this.forgetStopped();
    this.onChange({ kind: 'list' });
  }

  /** Namespaces do not change while a container runs, so they are asked for once. */
  view(id: string): Promise<ContainerView> {
    const known = this.views.get(id);
    if (known) return known;
    const asked = this.client.json<ContainerView>('GET', `/bulkhead/containers/${id}/view`);
    this.views.set(id, asked);
    asked.catch(() => this.views.delete(id));
    return asked;
  }

  private end(error?: unknown): void {
    if (!this.ending.signal.aborted) this.onChange({ kind: 'ended', error });
    this.ending.abort();
  }

  private async followEvents(events: AsyncIterable<EngineEvent>): Promise<void> {
    for await (const event of events) if (event.Type === 'container' && !event.Action?.startsWith('exec_')) await this.refresh();
  }

  private async followStats(stats: AsyncIterable<StatsLine>): Promise<void> {
    for await (const line of stats) {
      const ids = Object.keys(line.containers);
      for (const [id, sample] of Object.entries(line.containers)) this.samples.set(id, sample);
      if (ids.length > 0) this.onChange({ kind: 'samples', ids });
    }
  }

  private forgetStopped(): void {
    const alive = new Set(this.containers.filter(({ State }) => State === 'running' || State === 'paused').map(({ Id }) => Id));
    for (const known of [this.samples, this.views]) for (const id of known.keys()) if (!alive.has(id)) known.delete(id);
  }
}
