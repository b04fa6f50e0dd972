import { Transform, type TransformCallback } from 'node:stream';
import { InvalidArgumentError } from 'commander';

const DEFAULT_KEYS = 'ctrl-p,ctrl-q';
const CONTROL_MASK = 0x1f;

/** `ctrl-p,ctrl-q` or single letters, as the bytes a terminal sends for them. */
export function detachKeys(text = DEFAULT_KEYS): Buffer {
  return Buffer.from(
    text.split(',').map((key) => {
      const [, control] = /^ctrl-([a-z@[\\\]^_])$/.exec(key) ?? [];
      if (control !== undefined) return control.toUpperCase().charCodeAt(0) & CONTROL_MASK;
      if (!/^[\x20-\x7e]$/.test(key))
        throw new InvalidArgumentError(`invalid detach keys '${text}': expected letters and ctrl-<letter>, parted by commas`);
      return key.charCodeAt(0);
    }),
  );
}

/** Passes on what is typed, but for the keys that leave the container: `leave` is called then, and nothing more is passed. */
export class DetachKeys extends Transform {
  private readonly keys: Buffer;
  private readonly leave: () => void;
  private matched = 0;

  constructor(keys: Buffer, leave: () => void) {
    super();
    this.keys = keys;
    this.leave = leave;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const passed: number[] = [];
    for (const byte of chunk) {
      if (byte === this.keys[this.matched]) {
        if (++this.matched < this.keys.length) continue;
        this.push(Buffer.from(passed));
        // Without `done` nothing that comes after is taken.
        this.leave();
        return;
      }
      passed.push(...this.keys.subarray(0, this.matched));
      this.matched = byte === this.keys[0] ? 1 : 0;
      if (this.matched === 0) passed.push(byte);
    }
    done(null, Buffer.from(passed));
  }
}
