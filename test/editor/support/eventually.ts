import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer; the last error, or the lack of one, ends it after `timeoutMs`. */
export async function eventually<T>(ask: () => T | undefined | Promise<T | undefined>, timeoutMs = 120_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let failure = new Error(`nothing came within ${timeoutMs / 1000} s`);
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    if (Date.now() > deadline) throw failure;
    await sleep(100);
  }
}
