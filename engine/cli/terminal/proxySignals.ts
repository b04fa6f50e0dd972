import type { EngineClient } from '../../../api/EngineClient';
import type { Invocation } from '../Invocation';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** With a terminal in raw mode the keys arrive as bytes; what still comes as a signal is meant for the container. */
export function proxySignals({ onSignal }: Invocation, client: EngineClient, id: string): () => void {
  const handlers = SIGNALS.map((signal) =>
    onSignal(signal, () => {
      // It may have ended already; its exit is what counts then.
      client.json('POST', `/containers/${id}/kill`, { query: { signal } }).catch(() => undefined);
    }),
  );
  return () => handlers.forEach((remove) => remove());
}
