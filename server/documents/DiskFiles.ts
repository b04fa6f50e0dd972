import type { KindOf } from '../../spec/host/rules/binds';

/** More text than this of files beside the documents is not kept. */
const MAX_KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Files beside the open documents, looked at once until something on disk is known to have changed. */
export class DiskFiles {
  private readonly readFile: (path: string) => string | undefined;
  private readonly known = new Map<string, string | undefined>();
  private readonly kinds = new Map<string, ReturnType<KindOf>>();
  private size = 0;

  constructor(readFile: (path: string) => string | undefined) {
    this.readFile = readFile;
  }

  read(path: string): string | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const text = this.readFile(path);
    this.size += text?.length ?? 0;
    if (this.size > MAX_KEPT_CHARACTERS) this.forget();
    this.known.set(path, text);
    return text;
  }

  /** The same function, which remembers. */
  remembering(kindOf: KindOf): KindOf {
    return (path) => {
      if (!this.kinds.has(path)) this.kinds.set(path, kindOf(path));
      return this.kinds.get(path);
    };
  }

  forget(): void {
    this.known.clear();
    this.kinds.clear();
    this.size = 0;
  }
}
