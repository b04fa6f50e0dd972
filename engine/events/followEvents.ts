import { once } from 'node:events';
import { comparableTime } from '../logs/criLine';
import type { Filters } from '../query';
import type { EngineEvent, EventBus } from './EventBus';

export const EVENT_FILTERS = ['type', 'event', 'container', 'image', 'label', 'volume', 'network', 'daemon', 'scope'];

interface EventQuery {
  /** Comparable times, see criLine.ts. */
  since?: string;
  until?: string;
  filters: Filters;
}

/** A client that does not read for this many events is cut off: the bus must not hold everything for it. */
const MAX_WAITING = 10_000;

/** Past events from `since` on, then live ones until `until` or the end of the client. */
export async function followEvents(
  bus: EventBus,
  query: EventQuery,
  signal: AbortSignal,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const { since, until } = query;
  const waiting: EngineEvent[] = since === undefined ? [] : bus.past().filter((event) => timeOf(event) >= since);
  let wake: () => void = () => undefined;
  const unsubscribe = bus.subscribe((event) => {
    waiting.push(event);
    wake();
  });
  try {
    for (;;) {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
        if (waiting.length > MAX_WAITING) throw new Error('the client reads events too slowly');
        if (until !== undefined && timeOf(event) > until) return;
        if (matches(event, query.filters)) await write(`${JSON.stringify(event)}\n`);
      }
      if (signal.aborted || (until !== undefined && new Date().toISOString() >= until)) return;
      await nextOr(signal, until, (resolve) => (wake = resolve));
    }
  } finally {
    unsubscribe();
  }
}

async function nextOr(signal: AbortSignal, until: string | undefined, arm: (resolve: () => void) => void): Promise<void> {
  const done = new AbortController();
  const arrived = new Promise<void>(arm);
  const gone = once(signal, 'abort', { signal: done.signal }).catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    if (until !== undefined) timer = setTimeout(resolve, Math.min(Math.max(Date.parse(until) - Date.now(), 1), 2 ** 31 - 1));
  });
  await Promise.race([arrived, gone, over]);
  clearTimeout(timer);
  done.abort();
}

function timeOf(event: EngineEvent): string {
  return comparableTime(new Date(event.timeNano / 1e6).toISOString()) ?? '';
}

export function matches({ Type, Action, Actor, scope }: EngineEvent, filters: Filters): boolean {
  const any = (name: string, test: (value: string) => boolean): boolean =>
    filters[name] === undefined || filters[name].some(test);
  const actor = (value: string): boolean =>
    Actor.ID === value || Actor.ID.startsWith(value) || Actor.Attributes['name'] === value;
  return (
    any('type', (value) => Type === value) &&
    // `exec_create: sh` is the action `exec_create`.
    any('event', (value) => Action === value || Action.startsWith(`${value}:`)) &&
    any('container', (value) => Type === 'container' && actor(value)) &&
    any('image', (value) => (Type === 'image' && actor(value)) || Actor.Attributes['image'] === value) &&
    any('volume', (value) => Type === 'volume' && actor(value)) &&
    any('network', (value) => Type === 'network' && actor(value)) &&
    any('daemon', (value) => Type === 'daemon' && actor(value)) &&
    any('scope', (value) => scope === value) &&
    (filters['label'] ?? []).every((label) => hasLabel(Actor.Attributes, label))
  );
}

function hasLabel(attributes: Record<string, string>, label: string): boolean {
  const equals = label.indexOf('=');
  return equals < 0 ? attributes[label] !== undefined : attributes[label.slice(0, equals)] === label.slice(equals + 1);
}
