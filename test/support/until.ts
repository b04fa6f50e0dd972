import { setTimeout as sleep } from 'node:timers/promises';

/** Nothing takes this long, on a machine however slow. */
export const LONGEST_MS = 180_000;

/** Waits for what happens beside the test. */
export async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!(await happened())) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${LONGEST_MS / 1000} s: ${String(happened)}`);
    await sleep(50);
  }
}
