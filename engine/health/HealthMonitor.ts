import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '../containers/Container';
import type { Deps } from '../containers/Deps';
import type { EventBus } from '../events/EventBus';
import type { ExecSet } from '../exec/ExecSet';
import { messageOf } from '../faults';
import { healthPlan, type HealthPlan } from './healthPlan';
import { afterProbe, delayMs, STARTING } from './healthState';
import { probe } from './probe';

/** Probes every container that has a health check for as long as it runs and is not paused. */
export class HealthMonitor {
  private readonly deps: Deps;
  private readonly execs: ExecSet;
  private readonly watched = new Map<string, AbortController>();

  constructor(deps: Deps, execs: ExecSet, events: EventBus) {
    this.deps = deps;
    this.execs = execs;
    events.subscribe(({ Type, Action, Actor }) => {
      if (Type !== 'container') return;
      if (Action === 'start' || Action === 'unpause') this.watch(Actor.ID);
      else if (Action === 'die' || Action === 'pause') this.unwatch(Actor.ID);
    });
  }

  /** Those that were running before this engine. */
  resume(): void {
    for (const { id, state } of this.deps.set.all()) if (state.status === 'running') this.watch(id);
  }

  stop(): void {
    for (const id of [...this.watched.keys()]) this.unwatch(id);
  }

  private watch(id: string): void {
    this.unwatch(id);
    const container = this.deps.set.byExactId(id);
    const plan = container === undefined ? undefined : healthPlan(container.record);
    if (container === undefined || plan === undefined) return;
    const stopped = new AbortController();
    this.watched.set(id, stopped);
    this.follow(container, plan, stopped.signal).catch((error: unknown) => {
      if (!stopped.signal.aborted) this.deps.log.warn(`container ${id}: its health is not watched any more: ${messageOf(error)}`);
    });
  }

  private unwatch(id: string): void {
    this.watched.get(id)?.abort();
    this.watched.delete(id);
  }

  private async follow(container: Container, plan: HealthPlan, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { health = STARTING, startedAt } = container.state;
      await sleep(delayMs(health, plan, Date.now() - startedAt), undefined, { signal, ref: false });
      const result = await probe(this.execs, container, plan, signal);
      await container.lock.run(async () => {
        // It may have ended meanwhile, or have been started again: then this probe was of another run.
        if (signal.aborted || container.state.status !== 'running') return;
        const next = afterProbe(container.state.health ?? STARTING, result, plan, startedAt);
        await this.deps.set.apply(container, { kind: 'probed', health: next });
      });
    }
  }
}
