type Readers<L> = { [K in keyof L]: () => L[K] };

/** Adds facts that are read when somebody first asks for them, and are plain values from then on. */
export function withLate<E extends object, L extends object>(facts: E, readers: Readers<L>): E & L {
  for (const [name, read] of Object.entries<() => unknown>(readers))
    Object.defineProperty(facts, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = read();
        Object.defineProperty(facts, name, { value, enumerable: true });
        return value;
      },
    });
  return facts as E & L;
}

/** Whether a fact would be read otherwise today; one that nobody has asked for is never stale. */
export function isStale<F extends object, K extends keyof F>(facts: F, name: K, read: () => F[K]): boolean {
  const known = Object.getOwnPropertyDescriptor(facts, name)?.value as F[K] | undefined;
  return known !== undefined && JSON.stringify(known) !== JSON.stringify(read());
}
