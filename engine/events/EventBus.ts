import { EventEmitter } from 'node:events';

/** Docker's event message. `status`, `id` and `from` are its older names, which clients still read. */
export interface EngineEvent {
  status?: string;
  id?: string;
  from?: string;
  Type: 'container' | 'image' | 'volume' | 'network' | 'daemon';
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  scope: 'local';
  /** Unix seconds, and nanoseconds. */
  time: number;
  timeNano: number;
}

/** As many as Docker keeps for `since`. */
const KEPT = 256;

export class EventBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly kept: EngineEvent[] = [];

  publish(type: EngineEvent['Type'], action: string, id: string, attributes: Record<string, string>): void {
    const now = Date.now();
    const event: EngineEvent = {
      ...(type === 'container' || type === 'image' ? { status: action, id } : {}),
      ...(type === 'container' ? { from: attributes['image'] ?? '' } : {}),
      ...{ Type: type, Action: action, Actor: { ID: id, Attributes: attributes }, scope: 'local' },
      time: Math.floor(now / 1000),
      timeNano: now * 1e6,
    };
    this.kept.push(event);
    if (this.kept.length > KEPT) this.kept.shift();
    this.emitter.emit('event', event);
  }

  /** Past events in order; live ones follow by `subscribe` without a gap when both are called in one turn. */
  past(): readonly EngineEvent[] {
    return [...this.kept];
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.emitter.on('event', listener);
    return () => this.emitter.off('event', listener);
  }
}
