import { OUTPUT_WINDOW_BYTES } from '../../../api/command';

type Done = (error?: Error) => void;

/** How much output is on its way to the caller, and who waits for there to be less. */
export class OutputWindow {
  private onItsWay = 0;
  private waiting: Done[] = [];
  private failure: Error | undefined;

  /** Calls `done` when there is room for more. */
  sent(bytes: number, done: Done): void {
    this.onItsWay += bytes;
    this.waiting.push(done);
    this.release();
  }

  taken(bytes: number): void {
    if (bytes > this.onItsWay) throw new Error('more output was taken than sent');
    this.onItsWay -= bytes;
    this.release();
  }

  /** Nothing will be taken any more. */
  close(failure: Error): void {
    this.failure = failure;
    this.release();
  }

  private release(): void {
    if (this.onItsWay > OUTPUT_WINDOW_BYTES && this.failure === undefined) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const done of waiting) done(this.failure);
  }
}
