import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';

/** Of programs and versions of V8 that are gone nobody asks any more. */
const KEPT_MS = 90 * 24 * 3600 * 1000;

/**
 * What V8 compiled of one program, in the user's cache directory. It is run as it stands, with the rights of whoever starts the program: so only a file of
 * this very user, in a directory of this very user, which nobody else can write, is believed, also when root runs with another's HOME. A cache
 * that cannot be read or written is no fault.
 */
export class CodeCache {
  private readonly directory: string;
  private readonly name: string;

  /** A file that changes has another inode, size or time; V8 itself refuses what another version or other flags have made. */
  constructor(program: string) {
    const set = process.env['XDG_CACHE_HOME'] ?? '';
    this.directory = join(isAbsolute(set) ? set : join(homedir(), '.cache'), 'bulkhead/code');
    const { dev, ino, size, mtimeMs } = statSync(program);
    this.name = [basename(program), process.versions.v8, process.arch, dev, ino, size, mtimeMs].join('-');
  }

  read(): Buffer | undefined {
    try {
      const file = openSync(join(this.directory, this.name), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        return isOwn(statSync(this.directory)) && isOwn(fstatSync(file)) ? readFileSync(file) : undefined;
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  /** Whole or not at all, also when two write at once. */
  write(data: Buffer): void {
    const draft = join(this.directory, `${this.name}.${process.pid}`);
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      if (!isOwn(statSync(this.directory))) return;
      this.prune();
      writeFileSync(draft, data, { mode: 0o600, flag: 'wx' });
      renameSync(draft, join(this.directory, this.name));
    } catch {
      removeIfThere(draft);
    }
  }

  private prune(): void {
    for (const name of readdirSync(this.directory)) {
      const file = join(this.directory, name);
      if (Date.now() - statSync(file).mtimeMs > KEPT_MS) removeIfThere(file);
    }
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was not there, or the whole place is not.
  }
}

function isOwn({ uid, mode }: { uid: number; mode: number }): boolean {
  return uid === process.geteuid?.() && (mode & 0o022) === 0;
}
