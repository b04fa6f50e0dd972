import type { EngineClient } from '../../../api/EngineClient';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** With a terminal in raw mode the keys arrive as bytes; what still comes as a signal is meant for the container. */
export function proxySignals(client: EngineClient, id: string): () => void {
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      // It may have ended already; its exit is what counts then.
      client.json('POST', `/containers/${id}/kill`, { query: { signal } }).catch(() => undefined);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((remove) => remove());
}
