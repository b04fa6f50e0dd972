import type { Answer } from './exchange';
import { RegistryError } from './RegistryError';
import { Turns } from './Turns';

const QUIET_MS = 60_000;
const MAX_QUIET_MS = 15 * 60_000;
const AT_ONCE = 4;

/** Seconds, or a date. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const ms = /^\d{1,6}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : ms;
}

/** Has no host asked too much at once, and none for a while that does not answer, or has had enough. */
export class HostGuard {
  private readonly quietMs: number;
  private readonly turns = new Map<string, Turns>();
  /** Until when a host is left alone, and why. */
  private readonly quiet = new Map<string, { until: number; because: string }>();

  /** @param quietMs How long a host that does not answer is left alone, unless it says how long. */
  constructor(quietMs = QUIET_MS) {
    this.quietMs = quietMs;
  }

  /** @throws {RegistryError} `unreachable`, at once while the host is left alone */
  ask(host: string, work: () => Promise<Answer>): Promise<Answer> {
    const turns = this.turns.get(host) ?? new Turns(AT_ONCE);
    this.turns.set(host, turns);
    return turns.take(async () => {
      const quiet = this.quiet.get(host);
      if (quiet && quiet.until > performance.now()) throw new RegistryError('unreachable', quiet.because);
      this.quiet.delete(host);
      try {
        const answer = await work();
        if (answer.status === 429 || answer.status >= 500)
          throw new RegistryError('unreachable', `${host} answered with status ${answer.status}`, retryAfter(answer.headers));
        return answer;
      } catch (error) {
        if (error instanceof RegistryError && error.fault === 'unreachable') this.leaveAlone(host, error);
        throw error;
      }
    });
  }

  private leaveAlone(host: string, { message, retryAfterMs = 0 }: RegistryError): void {
    const wait = Math.min(Math.max(retryAfterMs, this.quietMs), MAX_QUIET_MS);
    this.quiet.set(host, { until: performance.now() + wait, because: message });
  }
}
