import { LONGEST_MS } from './until';

/** Without giving the event loop a turn: for what is synchronous by nature. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** `until`, for what is synchronous by nature. */
export function pauseUntil(happened: () => boolean): void {
  const deadline = Date.now() + LONGEST_MS;
  while (!happened()) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${LONGEST_MS / 1000} s: ${String(happened)}`);
    pause(20);
  }
}
