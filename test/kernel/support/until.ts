import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 30_000;

/** Waits for what happens beside the test. */
export async function until(happened: () => boolean): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!happened()) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${LONGEST_MS / 1000} s: ${String(happened)}`);
    await sleep(50);
  }
}
