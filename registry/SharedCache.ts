import { RegistryError } from './RegistryError';

interface Entry<Value> {
  answer: Promise<Value>;
  /** On the clock of `performance`. */
  until: number;
  weight: number;
  /** Stops the work while it goes on. */
  stop: AbortController | undefined;
  waiting: number;
}

interface CacheLimits<Value> {
  /** How long an answer is good. */
  freshMs: number;
  /** How long a failure is. Those of reachability are the client's to remember. */
  failureMs: number;
  /** Of all answers together, in the unit of `weigh`. */
  maxWeight: number;
  weigh: (value: Value) => number;
}

/** Answers that are asked for once, however many want them at once, and kept for a while. The oldest go when they get too heavy. */
export class SharedCache<Value> {
  private readonly limits: CacheLimits<Value>;
  private readonly entries = new Map<string, Entry<Value>>();
  private weight = 0;

  constructor(limits: CacheLimits<Value>) {
    this.limits = limits;
  }

  /** Work that nobody waits for any longer is stopped, and done anew when it is asked for again. */
  get(key: string, make: (signal: AbortSignal) => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    if (signal?.aborted) return Promise.reject(new RegistryError('aborted', `nobody waits for ${key}`));
    const known = this.entries.get(key);
    const entry = known && (known.stop || known.until > performance.now()) ? known : this.start(key, make);
    return entry.stop ? this.wait(key, entry, signal) : entry.answer;
  }

  private start(key: string, make: (signal: AbortSignal) => Promise<Value>): Entry<Value> {
    this.drop(key);
    const stop = new AbortController();
    const entry: Entry<Value> = { answer: make(stop.signal), until: 0, weight: 0, stop, waiting: 0 };
    this.entries.set(key, entry);
    const settle = (ms: number, weight: number): void => {
      if (this.entries.get(key) !== entry) return;
      entry.stop = undefined;
      entry.until = performance.now() + ms;
      entry.weight = weight;
      this.weight += weight;
      this.makeRoom();
    };
    entry.answer.then(
      (value) => settle(this.limits.freshMs, this.limits.weigh(value)),
      (error: unknown) => {
        const isLasting = error instanceof RegistryError && ['missing', 'denied', 'malformed', 'refused'].includes(error.fault);
        settle(isLasting ? this.limits.failureMs : 0, 1);
      },
    );
    return entry;
  }

  private wait(key: string, entry: Entry<Value>, signal: AbortSignal | undefined): Promise<Value> {
    entry.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(new RegistryError('aborted', `nobody waits for ${key}`));
        if (--entry.waiting > 0 || !entry.stop) return;
        entry.stop.abort();
        this.drop(key);
      };
      signal?.addEventListener('abort', leave, { once: true });
      entry.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  }

  private makeRoom(): void {
    for (const [key, { stop }] of this.entries) {
      if (this.weight <= this.limits.maxWeight) return;
      if (!stop) this.drop(key);
    }
  }

  private drop(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
